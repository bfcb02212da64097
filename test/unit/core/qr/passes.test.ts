import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adaptiveThreshold } from '../../../../src/core/qr/adaptive-threshold.ts';
import { boxBlur } from '../../../../src/core/qr/box-blur.ts';
import { enlarge } from '../../../../src/core/qr/enlarge.ts';
import { isolateFlatColours } from '../../../../src/core/qr/flat-colours.ts';
import { removeLongRuns } from '../../../../src/core/qr/long-runs.ts';
import { flattenOnWhite, type LumaImage, toLuma, toRgba } from '../../../../src/core/qr/pixels.ts';
import { sharpen } from '../../../../src/core/qr/sharpen.ts';
import { fill, page } from '../../../qr/draw.ts';

const anyLuma: fc.Arbitrary<LumaImage> = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc.uint8Array({ minLength: width * height, maxLength: width * height }).map((data) => ({
      data: new Uint8Array(data),
      width,
      height,
    })),
  );

function luma(...rows: readonly (readonly number[])[]): LumaImage {
  return { data: new Uint8Array(rows.flat()), width: rows[0]!.length, height: rows.length };
}

describe('a box blur', () => {
  test('gives each pixel the mean of its square, the edge repeating outwards', () => {
    fc.assert(
      fc.property(anyLuma, fc.integer({ min: 0, max: 15 }), (image, radius) => {
        const { data, width, height } = image;
        const blurred = boxBlur(image, radius).data;
        for (let y = 0; y < height; y += 1) {
          for (let x = 0; x < width; x += 1) {
            let sum = 0;
            for (let dy = -radius; dy <= radius; dy += 1) {
              for (let dx = -radius; dx <= radius; dx += 1) {
                const row = Math.min(Math.max(y + dy, 0), height - 1);
                const column = Math.min(Math.max(x + dx, 0), width - 1);
                sum += data[row * width + column]!;
              }
            }
            const mean = sum / (2 * radius + 1) ** 2;
            expect(Math.abs(blurred[y * width + x]! - mean)).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test('of radius 0 changes nothing', () => {
    fc.assert(
      fc.property(anyLuma, (image) => {
        expect(boxBlur(image, 0)).toEqual(image);
      }),
    );
  });
});

describe('an adaptive threshold', () => {
  test('finds a faint pixel on any flat ground, and none where there is none', () => {
    for (const ground of [20, 128, 250]) {
      const flat = new Uint8Array(81).fill(ground);
      const image = { data: flat, width: 9, height: 9 };
      expect(adaptiveThreshold(image, { radius: 2, bias: 4 }).data).not.toContain(0);
      flat[40] = ground - 10;
      const { data } = adaptiveThreshold(image, { radius: 2, bias: 4 });
      expect([...data].flatMap((value, index) => (value === 0 ? [index] : []))).toEqual([40]);
    }
  });
});

describe('removing long runs', () => {
  test('whitens dark runs of the length or more, across and down, and keeps shorter ones', () => {
    const image = luma([0, 0, 0, 9], [0, 255, 255, 255], [0, 90, 255, 90], [255, 255, 255, 90]);
    expect(removeLongRuns(image, 4).data).toEqual(
      luma([255, 255, 255, 255], [0, 255, 255, 255], [0, 0, 255, 0], [255, 255, 255, 0]).data,
    );
    expect(removeLongRuns(image, 3).data).toEqual(
      luma([255, 255, 255, 255], [255, 255, 255, 255], [255, 0, 255, 0], [255, 255, 255, 0]).data,
    );
  });
});

describe('isolating flat colours', () => {
  test('gives the most frequent colours one by one, black on white, and no rare ones', () => {
    const image = page(100, 100, [200, 40, 40]);
    fill(image, { left: 0, top: 0, width: 100, height: 30 }, [20, 120, 20]);
    fill(image, { left: 0, top: 0, width: 1, height: 1 }, [0, 0, 255]);
    const masks = [...isolateFlatColours(image, 5)];
    expect(masks).toHaveLength(2);
    const [red, green] = masks.map(({ data }) => [data[99]!, data[9999]!].map((value) => value < 128));
    expect(red).toEqual([false, true]);
    expect(green).toEqual([true, false]);
  });

  test('gives no more than asked for', () => {
    const image = page(10, 10);
    for (let row = 0; row < 10; row += 1) {
      fill(image, { left: 0, top: row, width: 10, height: 1 }, [row * 25, 0, 0]);
    }
    expect([...isolateFlatColours(image, 3)]).toHaveLength(3);
  });
});

describe('enlarging', () => {
  test('at scale 1 cuts the region out', () => {
    const image = luma([1, 2, 3], [4, 5, 6], [7, 8, 9]);
    const region = { left: 1, top: 1, width: 2, height: 2 };
    expect(enlarge(image, region, 1)).toEqual(luma([5, 6], [8, 9]));
  });

  test('puts new pixels between the old ones', () => {
    const { data } = enlarge(luma([0, 100]), { left: 0, top: 0, width: 2, height: 1 }, 2);
    expect(data[1]).toBeLessThan(data[2]!);
    expect(data).toHaveLength(8);
  });

  test('repeats the edge outside the picture', () => {
    const region = { left: -5, top: -5, width: 2, height: 2 };
    expect(enlarge(luma([7, 9]), region, 1).data).toEqual(new Uint8Array(4).fill(7));
  });
});

describe('sharpening', () => {
  test('leaves a flat picture as it is, and widens a step within black and white', () => {
    expect(sharpen(luma([90, 90], [90, 90]), 1, 3)).toEqual(luma([90, 90], [90, 90]));
    const { data } = sharpen(luma([100, 100, 100, 140, 140, 140]), 1, 2);
    expect(data[2]).toBeLessThan(100);
    expect(data[3]).toBeGreaterThan(140);
    expect(sharpen(luma([0, 0, 255, 255]), 1, 2)).toEqual(luma([0, 0, 255, 255]));
  });
});

describe('pixels', () => {
  test('brightness to grey RGBA and back is the same brightness', () => {
    fc.assert(
      fc.property(anyLuma, (image) => {
        expect(toLuma(toRgba(image))).toEqual(image);
      }),
    );
  });

  test('transparent pixels are laid on white, opaque ones are not touched', () => {
    const data = new Uint8ClampedArray([10, 20, 30, 255, 0, 0, 0, 0, 0, 0, 0, 51]);
    const flat = flattenOnWhite({ data, width: 3, height: 1 });
    expect([...flat.data]).toEqual([10, 20, 30, 255, 255, 255, 255, 255, 204, 204, 204, 255]);
    const opaque = { data: data.slice(0, 4), width: 1, height: 1 };
    expect(flattenOnWhite(opaque)).toBe(opaque);
  });
});
