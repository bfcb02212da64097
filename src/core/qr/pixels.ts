import type { Bytes } from '../bytes/bytes.ts';

/** Four bytes a pixel, row by row from the top left, alpha not premultiplied: what a canvas calls ImageData. */
export interface RgbaImage {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** One byte a pixel: 0 is black, 255 is white. */
export interface LumaImage {
  readonly data: Bytes;
  readonly width: number;
  readonly height: number;
}

/** Laid on white, as a page shows it: most pictures of codes with transparency have black modules and nothing else. */
export function flattenOnWhite(image: RgbaImage): RgbaImage {
  return hasTransparency(image) ? flattenOn(image, 255) : image;
}

/** As a dark page shows it. */
export function flattenOnBlack(image: RgbaImage): RgbaImage {
  return flattenOn(image, 0);
}

/** Brightness by the weights of ITU-R BT.601, in 1/256. */
export function toLuma({ data, width, height }: RgbaImage): LumaImage {
  const luma = new Uint8Array(width * height);
  for (let pixel = 0; pixel < luma.length; pixel += 1) {
    const offset = pixel * 4;
    const weighted = (data[offset] ?? 0) * 77 + (data[offset + 1] ?? 0) * 150 + (data[offset + 2] ?? 0) * 29;
    luma[pixel] = weighted >> 8;
  }
  return { data: luma, width, height };
}

/** For a decoder that takes RGBA only. */
export function toRgba({ data, width, height }: LumaImage): RgbaImage {
  const rgba = new Uint8ClampedArray(width * height * 4);
  const words = new Uint32Array(rgba.buffer);
  // Grey has three equal channels, so only alpha's place depends on the byte order, which is little on every host.
  for (let pixel = 0; pixel < words.length; pixel += 1) {
    words[pixel] = 0xff00_0000 | ((data[pixel] ?? 0) * 0x01_0101);
  }
  return { data: rgba, width, height };
}

export function hasTransparency({ data }: RgbaImage): boolean {
  for (let offset = 3; offset < data.length; offset += 4) if (data[offset] !== 255) return true;
  return false;
}

function flattenOn({ data, width, height }: RgbaImage, ground: number): RgbaImage {
  const flat = new Uint8ClampedArray(data.length);
  for (let offset = 0; offset < data.length; offset += 4) {
    const alpha = (data[offset + 3] ?? 0) / 255;
    const shining = ground * (1 - alpha);
    flat[offset] = (data[offset] ?? 0) * alpha + shining;
    flat[offset + 1] = (data[offset + 1] ?? 0) * alpha + shining;
    flat[offset + 2] = (data[offset + 2] ?? 0) * alpha + shining;
    flat[offset + 3] = 255;
  }
  return { data: flat, width, height };
}
