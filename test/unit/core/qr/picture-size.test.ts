import * as fc from 'fast-check';
import { encode as encodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { decodeHex } from '../../../../src/core/bytes/hex.ts';
import { isJpeg, pictureSize } from '../../../../src/core/qr/picture-size.ts';

const bytes = (hex: string) => decodeHex(hex.replaceAll(' ', ''))!;
const own = (buffer: Buffer) => new Uint8Array(buffer);

describe('the size of a picture', () => {
  test('is read from a PNG', () => {
    expect(pictureSize(own(PNG.sync.write(new PNG({ width: 321, height: 45 }))))).toEqual({
      width: 321,
      height: 45,
    });
  });

  test('is read from a JPEG, behind whatever its camera wrote', () => {
    const jpeg = encodeJpeg({ width: 33, height: 17, data: Buffer.alloc(33 * 17 * 4) }, 80).data;
    const segment = Buffer.from([0xff, 0xe1, 0, 4, 1, 2, 0xff]);
    const held = Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
    expect(pictureSize(own(held))).toEqual({ width: 33, height: 17 });
    expect([isJpeg(held), isJpeg(new Uint8Array(4))]).toEqual([true, false]);
  });

  // Written out from the formats: GIF89a, BITMAPINFOHEADER, RFC 9649 sections 2.5 to 2.7.
  test.each([
    ['GIF', '474946383961 4001 f000 00', 320, 240],
    ['BMP from the top', '424d 00000000 00000000 36000000 28000000 40010000 10ffffff', 320, 240],
    ['lossy WebP', '52494646 00000000 57454250 56503820 00000000 000000 9d012a 4001 f000', 320, 240],
    ['lossless WebP', '52494646 00000000 57454250 5650384c 00000000 2f 3fc13b00', 320, 240],
    ['extended WebP', '52494646 00000000 57454250 56503858 0a000000 00000000 3f0100 ef0000', 320, 240],
  ])('is read from a %s', (_name, hex, width, height) => {
    expect(pictureSize(bytes(hex))).toEqual({ width, height });
  });

  test('is unknown for what is cut off or no picture, whatever its bytes', () => {
    expect(pictureSize(bytes('89504e470d0a'))).toBeUndefined();
    expect(pictureSize(bytes('ffd8ffe1'))).toBeUndefined();
    expect(pictureSize(new TextEncoder().encode('<svg xmlns='))).toBeUndefined();
    fc.assert(
      fc.property(
        fc.constantFrom('', '89504e47', '47494638', '52494646', 'ffd8ffc0', '424d'),
        fc.uint8Array({ maxLength: 60 }),
        (magic, rest) => {
          const file = new Uint8Array([...bytes(magic), ...rest]);
          const size = pictureSize(file);
          expect(size === undefined || Number.isInteger(size.width * size.height)).toBe(true);
        },
      ),
    );
  });
});
