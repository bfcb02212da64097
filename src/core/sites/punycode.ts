// Punycode (RFC 3492), one way: what a label of a host name says in letters.
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE_POINT = 128;
const LAST_CODE_POINT = 0x10_ff_ff;
/** DNS allows no longer label. */
const MAX_LABEL = 63;

/** The label in Unicode; a label that is no Punycode stays as it is. */
export function unicodeLabel(label: string): string {
  if (!label.startsWith('xn--') || label.length > MAX_LABEL) return label;
  return decode(label.slice(4)) ?? label;
}

function decode(encoded: string): string | undefined {
  if (encoded === '') return undefined;
  const end = encoded.lastIndexOf('-');
  const points = Array.from(encoded.slice(0, Math.max(0, end)), (character) => character.codePointAt(0) ?? 0);
  const basic = points.length;
  let at = end < 0 ? 0 : end + 1;
  let point = FIRST_CODE_POINT;
  let place = 0;
  let bias = FIRST_BIAS;
  while (at < encoded.length) {
    const read = readDelta(encoded, at, bias);
    if (read === undefined) return undefined;
    const before = place;
    place += read.delta;
    at = read.next;
    const count = points.length + 1;
    bias = adapt(place - before, count, points.length === basic);
    point += Math.floor(place / count);
    if (point > LAST_CODE_POINT) return undefined;
    place %= count;
    points.splice(place, 0, point);
    place += 1;
  }
  return String.fromCodePoint(...points);
}

/** One number of variable length; undefined where it ends too early or holds something else than letters and digits. */
function readDelta(
  encoded: string,
  start: number,
  bias: number,
): { readonly delta: number; readonly next: number } | undefined {
  let delta = 0;
  let weight = 1;
  for (let at = start, k = BASE; at < encoded.length; at += 1, k += BASE) {
    const digit = digitOf(encoded.charCodeAt(at));
    if (digit === undefined) return undefined;
    delta += digit * weight;
    const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
    if (digit < threshold) return { delta, next: at + 1 };
    weight *= BASE - threshold;
  }
  return undefined;
}

function digitOf(code: number): number | undefined {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : undefined;
}

function adapt(delta: number, count: number, isFirst: boolean): number {
  let left = Math.floor(delta / (isFirst ? DAMP : 2));
  left += Math.floor(left / count);
  let k = 0;
  for (; left > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) left = Math.floor(left / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * left) / (left + SKEW));
}
