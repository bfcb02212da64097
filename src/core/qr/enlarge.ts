import type { LumaImage } from './pixels.ts';

export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A part of an image, `scale` times as large, each pixel between its four neighbours (bilinear); beyond the image its
 * edge repeats.
 */
export function enlarge(image: LumaImage, region: Region, scale: number): LumaImage {
  const width = Math.max(1, Math.round(region.width * scale));
  const height = Math.max(1, Math.round(region.height * scale));
  const data = new Uint8Array(width * height);
  const columns = positions(region.left, scale, { count: width, limit: image.width });
  const rows = positions(region.top, scale, { count: height, limit: image.height });
  const row = new Float32Array(image.width);
  for (let y = 0; y < height; y += 1) {
    mixRows(row, image, {
      first: rows.first[y] ?? 0,
      second: rows.second[y] ?? 0,
      share: rows.share[y] ?? 0,
    });
    for (let x = 0; x < width; x += 1) {
      const left = row[columns.first[x] ?? 0] ?? 0;
      const right = row[columns.second[x] ?? 0] ?? 0;
      data[y * width + x] = left + (right - left) * (columns.share[x] ?? 0);
    }
  }
  return { data, width, height };
}

interface Between {
  readonly first: number;
  readonly second: number;
  readonly share: number;
}

function mixRows(row: Float32Array, { data, width }: LumaImage, { first, second, share }: Between): void {
  for (let x = 0; x < width; x += 1) {
    const above = data[first * width + x] ?? 0;
    row[x] = above + ((data[second * width + x] ?? 0) - above) * share;
  }
}

/** For each new coordinate along one axis, the two old ones it lies between, and how near it is to the second. */
function positions(start: number, scale: number, { count, limit }: { count: number; limit: number }) {
  const first = new Uint32Array(count);
  const second = new Uint32Array(count);
  const share = new Float32Array(count);
  for (let index = 0; index < count; index += 1) {
    const exact = Math.min(Math.max(start + (index + 0.5) / scale - 0.5, 0), limit - 1);
    first[index] = Math.floor(exact);
    second[index] = Math.min(Math.floor(exact) + 1, limit - 1);
    share[index] = exact - Math.floor(exact);
  }
  return { first, second, share };
}
