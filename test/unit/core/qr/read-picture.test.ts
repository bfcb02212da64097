import { beforeAll, describe, expect, test, vi } from 'vitest';
import { prepareEngineInNode } from '../../../../scripts/scan/engine.ts';
import { MOST_PHOTO_SIDE, readPicture } from '../../../../src/core/qr/read-picture.ts';
import { shrink } from '../../../../src/core/qr/shrink.ts';
import { spotCodes } from '../../../../src/core/qr/spot-codes.ts';
import { decodeQrCodes } from '../../../../src/platform/pictures/qr-engine.ts';
import { BLACK, drawCode, fill, page, WHITE } from '../../../qr/draw.ts';

const URI = 'otpauth://totp/ACME:alice%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME';

vi.setConfig({ testTimeout: 60_000 });
beforeAll(prepareEngineInNode);

describe('a photo', () => {
  test('is searched at 2048 pixels, a screenshot as it is', async () => {
    const sizes: number[] = [];
    const measuring: typeof decodeQrCodes = async ({ width }) => {
      sizes.push(width);
      return [];
    };
    const image = page(MOST_PHOTO_SIDE * 2, 40);
    await readPicture(image, measuring, { isPhoto: true, lookHarder: false });
    expect(sizes[0]).toBe(MOST_PHOTO_SIDE);
    sizes.length = 0;
    await readPicture(image, measuring, { isPhoto: false, lookHarder: false });
    expect(sizes[0]).toBe(MOST_PHOTO_SIDE * 2);
  });

  test('whose code becomes too small is read in its own size by looking harder', async () => {
    const image = page(5000, 600);
    drawCode(image, URI, { left: 4000, top: 100, module: 2 });
    expect((await readPicture(image, decodeQrCodes, { isPhoto: true, lookHarder: false })).texts).toEqual([]);
    expect(await readPicture(image, decodeQrCodes, { isPhoto: true, lookHarder: true })).toEqual({
      texts: [URI],
      pass: 'full-size',
    });
  });

  test('tells how far the search is, before each pass', async () => {
    const shares: number[] = [];
    const onPass = (done: number, most: number) => shares.push(done / most);
    await readPicture(page(100, 100), decodeQrCodes, { isPhoto: false, lookHarder: true, onPass });
    expect(shares[0]).toBe(0);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThan(1);
  });
});

describe('a picture that is shrunk', () => {
  test('has the mean of the pixels that each new one covers', () => {
    const image = page(4, 4, WHITE);
    fill(image, { left: 0, top: 0, width: 2, height: 2 }, BLACK);
    fill(image, { left: 2, top: 0, width: 1, height: 2 }, BLACK);
    const small = shrink(image, 2);
    expect([small.width, small.height]).toEqual([2, 2]);
    expect([0, 4, 8, 12].map((at) => small.data[at])).toEqual([0, 128, 255, 255]);
  });

  test.each([
    [3000, 1, 2048, 1],
    [1, 4096, 1, 2048],
    [2049, 2049, 2048, 2048],
    [2048, 10, 2048, 10],
  ])('of %i by %i is %i by %i', (width, height, newWidth, newHeight) => {
    const small = shrink(page(width, height), 2048);
    expect([small.width, small.height]).toEqual([newWidth, newHeight]);
    expect(small.data).toHaveLength(newWidth * newHeight * 4);
    expect(small.data.every((value) => value === 255)).toBe(true);
  });
});

describe('a quick look', () => {
  test('tells what a code holds and where it is', async () => {
    const image = page(640, 480);
    const side = drawCode(image, URI, { left: 120, top: 100, module: 5 });
    const [code, ...others] = await spotCodes(image, decodeQrCodes);
    expect(others).toEqual([]);
    expect(code?.text).toBe(URI);
    const [topLeft, , bottomRight] = code?.corners ?? [];
    expect(Math.abs((topLeft?.x ?? 0) - 120)).toBeLessThan(40);
    expect(Math.abs((bottomRight?.x ?? 0) - (120 + side))).toBeLessThan(40);
  });

  test('looks twice at most', async () => {
    let looks = 0;
    await spotCodes(page(100, 100), async () => {
      looks += 1;
      return [];
    });
    expect(looks).toBe(2);
    expect(await spotCodes(page(0, 0), decodeQrCodes)).toEqual([]);
  });
});
