import type { LumaImage } from './pixels.ts';

/** Dark enough to be a module on any page that people can read. */
const DARK_BELOW = 128;

/**
 * Black where a pixel is dark, unless it is part of a dark run of `length` pixels or more, across or down. Nothing in
 * a code is that long; what touches it is: a frame drawn tightly around it, or a dark page that leaves it no quiet
 * zone.
 */
export function removeLongRuns({ data, width, height }: LumaImage, length: number): LumaImage {
  const binary = new Uint8Array(data.length);
  for (let pixel = 0; pixel < data.length; pixel += 1)
    binary[pixel] = (data[pixel] ?? 0) < DARK_BELOW ? 0 : 255;
  const kept = binary.slice();
  for (let y = 0; y < height; y += 1) {
    whitenRuns({ from: binary, to: kept, start: y * width, step: 1, count: width }, length);
  }
  for (let x = 0; x < width; x += 1) {
    whitenRuns({ from: binary, to: kept, start: x, step: width, count: height }, length);
  }
  return { data: kept, width, height };
}

interface Line {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

function whitenRuns({ from, to, start, step, count }: Line, length: number): void {
  let run = 0;
  for (let index = 0; index <= count; index += 1) {
    if (index < count && from[start + index * step] === 0) {
      run += 1;
      continue;
    }
    if (run >= length) {
      for (let back = index - run; back < index; back += 1) to[start + back * step] = 255;
    }
    run = 0;
  }
}
