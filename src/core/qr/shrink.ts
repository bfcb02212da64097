import type { RgbaImage } from './pixels.ts';

/** The picture with no side longer than `longest`, each new pixel the mean of those it covers; as it is where it fits. */
export function shrink(image: RgbaImage, longest: number): RgbaImage {
  const scale = Math.max(image.width, image.height) / longest;
  if (scale <= 1) return image;
  const width = Math.max(1, Math.round(image.width / scale));
  const height = Math.max(1, Math.round(image.height / scale));
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const top = Math.floor((y * image.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * image.height) / height));
    for (let x = 0; x < width; x += 1) {
      const left = Math.floor((x * image.width) / width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * image.width) / width));
      writeMean(image, { left, top, right, bottom }, data.subarray((y * width + x) * 4));
    }
  }
  return { data, width, height };
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function writeMean(
  { data, width }: RgbaImage,
  { left, top, right, bottom }: Box,
  to: Uint8ClampedArray,
): void {
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (let y = top; y < bottom; y += 1) {
    const end = (y * width + right) * 4;
    for (let at = (y * width + left) * 4; at < end; at += 4) {
      red += data[at] ?? 0;
      green += data[at + 1] ?? 0;
      blue += data[at + 2] ?? 0;
      alpha += data[at + 3] ?? 0;
    }
  }
  const share = 1 / ((right - left) * (bottom - top));
  to[0] = red * share;
  to[1] = green * share;
  to[2] = blue * share;
  to[3] = alpha * share;
}
