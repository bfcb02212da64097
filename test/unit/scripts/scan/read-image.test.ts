import { encode as encodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { turnUpright } from '../../../../scripts/scan/exif-orientation.ts';
import { readImage } from '../../../../scripts/scan/read-image.ts';
import type { RgbaImage } from '../../../../src/core/qr/pixels.ts';
import { BLACK, fill, page } from '../../../qr/draw.ts';

/** 32 by 16 white pixels with a black square in the corner at the top left. */
function cornered(): RgbaImage {
  const image = page(32, 16);
  fill(image, { left: 0, top: 0, width: 8, height: 8 }, BLACK);
  return image;
}

/** A JPEG whose Exif segment says how the camera was held. */
function jpegHeld(orientation: number, isLittle: boolean): Buffer {
  const { data } = encodeJpeg({ ...cornered(), data: Buffer.from(cornered().data) }, 95);
  const tiff = Buffer.alloc(26);
  const write16 = (value: number, at: number) =>
    isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const write32 = (value: number, at: number) =>
    isLittle ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(isLittle ? 'II' : 'MM', 'latin1');
  write16(42, 2);
  write32(8, 4);
  write16(1, 8);
  write16(0x0112, 10);
  write16(3, 12);
  write32(1, 14);
  write16(orientation, 18);
  const segment = Buffer.concat([
    Buffer.from([0xff, 0xe1, 0, 8 + tiff.length]),
    Buffer.from('Exif\0\0'),
    tiff,
  ]);
  return Buffer.concat([data.subarray(0, 2), segment, data.subarray(2)]);
}

function brightness({ data, width }: RgbaImage, x: number, y: number): number {
  return data[(y * width + x) * 4]!;
}

describe('an image file', () => {
  test('in PNG is read pixel for pixel', () => {
    const image = cornered();
    const png = new PNG({ width: 32, height: 16 });
    png.data.set(image.data);
    expect(readImage(PNG.sync.write(png))).toEqual(image);
  });

  // Where the corner of the stored picture is seen, by the Exif table.
  test.each([
    [1, 32, 16, 'top left'],
    [2, 32, 16, 'top right'],
    [3, 32, 16, 'bottom right'],
    [4, 32, 16, 'bottom left'],
    [5, 16, 32, 'top left'],
    [6, 16, 32, 'top right'],
    [7, 16, 32, 'bottom right'],
    [8, 16, 32, 'bottom left'],
  ])(
    'in JPEG with orientation %i is %i by %i, its corner at the %s',
    (orientation, width, height, corner) => {
      for (const isLittle of [true, false]) {
        const image = readImage(jpegHeld(orientation, isLittle));
        expect([image.width, image.height]).toEqual([width, height]);
        const x = corner.endsWith('left') ? 3 : width - 4;
        const y = corner.startsWith('top') ? 3 : height - 4;
        expect(brightness(image, x, y)).toBeLessThan(60);
        expect(brightness(image, width - 1 - x, y)).toBeGreaterThan(200);
        expect(brightness(image, x, height - 1 - y)).toBeGreaterThan(200);
      }
    },
  );

  test('turned and turned back is the same', () => {
    const image = cornered();
    for (const [there, back] of [
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
      [6, 8],
      [7, 7],
      [8, 6],
    ] as const) {
      expect(turnUpright(turnUpright(image, there), back)).toEqual(image);
    }
  });

  test('that is neither PNG nor JPEG, or damaged, or unpacks to gigabytes is refused', () => {
    expect(() => readImage(Buffer.from('GIF89a'))).toThrow();
    expect(() => readImage(Buffer.alloc(0))).toThrow();
    expect(() => readImage(jpegHeld(1, true).subarray(0, 100))).toThrow();
    const png = PNG.sync.write(new PNG({ width: 4, height: 4 }));
    png.writeUInt32BE(100_000, 16);
    png.writeUInt32BE(100_000, 20);
    expect(() => readImage(png)).toThrow('too large');
  });
});
