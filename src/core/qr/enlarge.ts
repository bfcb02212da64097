import type { LumaImage } from './pixels.ts';

export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A part of an image, `scale` times as large, each pixel between its four neighbours (bilinear); outside is white. */
export function enlarge(image: LumaImage, region: Region, scale: number): LumaImage {
  const width = Math.max(1, Math.round(region.width * scale));
  const height = Math.max(1, Math.round(region.height * scale));
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const sourceY = region.top + (y + 0.5) / scale - 0.5;
    for (let x = 0; x < width; x += 1) {
      data[y * width + x] = sample(image, region.left + (x + 0.5) / scale - 0.5, sourceY);
    }
  }
  return { data, width, height };
}

function sample(image: LumaImage, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = x - left;
  const bottom = y - top;
  const above = at(image, left, top) * (1 - right) + at(image, left + 1, top) * right;
  const below = at(image, left, top + 1) * (1 - right) + at(image, left + 1, top + 1) * right;
  return above * (1 - bottom) + below * bottom;
}

function at({ data, width, height }: LumaImage, x: number, y: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? 255 : (data[y * width + x] ?? 255);
}
