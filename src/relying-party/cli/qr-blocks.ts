import { encode } from 'uqr';

/** Light above and below, by whether each is light. A cell of a terminal is about twice as high as wide. */
const BLOCKS = { '11': '█', '10': '▀', '01': '▄', '00': ' ' } as const;

/**
 * The QR code in half blocks. The light modules are the ones drawn: terminals are dark more often than not, and with
 * colours it is light on dark in every terminal.
 */
export function qrBlocks(text: string, hasColours: boolean): readonly string[] {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const isLight = (x: number, y: number): '0' | '1' => (y < size && data[y]?.[x] === false ? '1' : '0');
  const lines = Array.from({ length: Math.ceil(size / 2) }, (_, row) =>
    Array.from({ length: size }, (__, x) => BLOCKS[`${isLight(x, 2 * row)}${isLight(x, 2 * row + 1)}`]).join(
      '',
    ),
  );
  return hasColours ? lines.map((line) => `\u001b[97;40m${line}\u001b[0m`) : lines;
}
