import type { LumaImage } from './pixels.ts';

/** Each pixel as the mean of the square of 2 * radius + 1 around it; the edge repeats outwards. */
export function boxBlur({ data, width, height }: LumaImage, radius: number): LumaImage {
  const blurred = new Uint8Array(width * height);
  // Sums of each column over the rows in reach: rows are walked in memory order, and the radius costs nothing.
  const columns = new Uint32Array(width);
  for (let offset = -radius; offset <= radius; offset += 1) addRow(columns, rowOf(offset), 1);
  for (let y = 0; y < height; y += 1) {
    blurRow(columns, blurred.subarray(y * width, (y + 1) * width), radius);
    addRow(columns, rowOf(y + radius + 1), 1);
    addRow(columns, rowOf(y - radius), -1);
  }
  return { data: blurred, width, height };

  function rowOf(y: number): Uint8Array {
    const inside = clamp(y, height - 1);
    return data.subarray(inside * width, (inside + 1) * width);
  }
}

function addRow(columns: Uint32Array, row: Uint8Array, sign: 1 | -1): void {
  for (let x = 0; x < columns.length; x += 1) columns[x] = (columns[x] ?? 0) + sign * (row[x] ?? 0);
}

function blurRow(columns: Uint32Array, blurred: Uint8Array, radius: number): void {
  const last = columns.length - 1;
  const share = 1 / (2 * radius + 1) ** 2;
  let sum = 0;
  for (let offset = -radius; offset <= radius; offset += 1) sum += columns[clamp(offset, last)] ?? 0;
  for (let x = 0; x <= last; x += 1) {
    blurred[x] = sum * share;
    sum += (columns[clamp(x + radius + 1, last)] ?? 0) - (columns[clamp(x - radius, last)] ?? 0);
  }
}

function clamp(index: number, last: number): number {
  return Math.min(Math.max(index, 0), last);
}
