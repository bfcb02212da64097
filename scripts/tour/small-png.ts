import { readFileSync, writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

const MAX_COLOURS = 256;

/**
 * Writes a screenshot anew, smaller: with a palette where 256 colours are enough, otherwise without the alpha channel and with
 * every filter tried. Pages of ours are flat, so it is mostly a matter of how few colours they have.
 */
export function shrinkPng(file: string): void {
  const before = readFileSync(file);
  const image = PNG.sync.read(before);
  const palette = paletteOf(image);
  const after =
    palette === undefined
      ? PNG.sync.write(image, { colorType: 2, deflateLevel: 9, filterType: -1 })
      : indexed(image, palette);
  if (after.length < before.length) writeFileSync(file, after);
}

/** Colour to place; undefined where there are too many, or some let through what is behind. */
function paletteOf({ data }: PNG): ReadonlyMap<number, number> | undefined {
  const palette = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.readUInt32BE(at);
    if ((colour & 0xff) !== 0xff) return undefined;
    if (palette.has(colour)) continue;
    if (palette.size === MAX_COLOURS) return undefined;
    palette.set(colour, palette.size);
  }
  return palette;
}

/** Colour type 3 (PNG, third edition, 11.1): a byte a pixel, every line without a filter, as is best for a palette. */
function indexed({ width, height, data }: PNG, palette: ReadonlyMap<number, number>): Buffer {
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = data.readUInt32BE((y * width + x) * 4);
      lines[y * (width + 1) + 1 + x] = palette.get(colour) ?? 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.concat(
    [...palette.keys()].map((colour) =>
      Buffer.from([colour >>> 24, (colour >>> 16) & 255, (colour >>> 8) & 255]),
    ),
  );
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
