import { boxBlur } from './box-blur.ts';
import type { LumaImage } from './pixels.ts';

/** Each pixel moved away from the mean of its surroundings, by `amount` times its distance: blur undone, in part. */
export function sharpen(image: LumaImage, radius: number, amount: number): LumaImage {
  const { data, width, height } = image;
  const mean = boxBlur(image, radius).data;
  const sharp = new Uint8ClampedArray(data.length);
  for (let pixel = 0; pixel < data.length; pixel += 1) {
    const value = data[pixel] ?? 0;
    sharp[pixel] = value + amount * (value - (mean[pixel] ?? 0));
  }
  return { data: new Uint8Array(sharp.buffer), width, height };
}
