import { boxBlur } from './box-blur.ts';
import type { LumaImage } from './pixels.ts';

export interface ThresholdOptions {
  /** Half the side of the neighbourhood that is averaged. */
  readonly radius: number;
  /** How much darker than its neighbourhood a pixel must be to be black. */
  readonly bias: number;
}

/** Black where a pixel is darker than its neighbourhood, white elsewhere: uneven light and low contrast disappear. */
export function adaptiveThreshold(image: LumaImage, { radius, bias }: ThresholdOptions): LumaImage {
  const mean = boxBlur(image, radius).data;
  const { data, width, height } = image;
  const binary = new Uint8Array(data.length);
  for (let pixel = 0; pixel < binary.length; pixel += 1) {
    binary[pixel] = (data[pixel] ?? 0) < (mean[pixel] ?? 0) - bias ? 0 : 255;
  }
  return { data: binary, width, height };
}
