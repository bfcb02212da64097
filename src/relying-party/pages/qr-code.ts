import { encode } from 'uqr';
import { html, type Html } from './html.ts';

/** A whole number, so that every module has the same size on the screen. */
const PIXELS_A_MODULE = 4;

/**
 * The QR code as an inline drawing: no script, no request. It is black on white in the dark theme too, because many
 * readers do not take an inverted code, and has the quiet zone of four modules that the standard asks for.
 */
export function qrCode(text: string): Html {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return html`<svg
    class="qr"
    id="totp-qr"
    role="img"
    aria-label="QR code with the secret for your authenticator app"
    width="${size * PIXELS_A_MODULE}"
    height="${size * PIXELS_A_MODULE}"
    viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges"
  >
    <rect width="${size}" height="${size}" fill="#fff" />
    <path d="${path.join('')}" fill="#000" />
  </svg>`;
}

/** Start and length of each run of dark modules in a row. */
function runsOf(row: readonly boolean[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const [x, isDark] of row.entries()) {
    const last = runs.at(-1);
    if (!isDark) continue;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  }
  return runs;
}
