import { beforeAll, describe, expect, test, vi } from 'vitest';
import { prepareEngineInNode } from '../../../../scripts/scan/engine.ts';
import { boxBlur } from '../../../../src/core/qr/box-blur.ts';
import { type RgbaImage, toLuma, toRgba } from '../../../../src/core/qr/pixels.ts';
import { readCodes } from '../../../../src/core/qr/read-codes.ts';
import { decodeQrCodes } from '../../../../src/platform/pictures/qr-engine.ts';
import { BLACK, type CodeStyle, drawCode, fill, page, WHITE } from '../../../qr/draw.ts';

const URI = 'otpauth://totp/ACME:alice%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME';
const OTHER = 'otpauth://totp/Other:bob?secret=JBSWY3DPEHPK3PXP';

function read(image: RgbaImage, lookHarder = false) {
  return readCodes(image, decodeQrCodes, { lookHarder });
}

function pageWith(style: Partial<CodeStyle>, background = WHITE): RgbaImage {
  const image = page(640, 480, background);
  drawCode(image, URI, { left: 120, top: 100, module: 5, ...style });
  return image;
}

// A search takes half a second, and several on busy shared cores.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(prepareEngineInNode);

describe('a code is read', () => {
  test('in black on white, by the plain pass', async () => {
    expect(await read(pageWith({}))).toEqual({ texts: [URI], pass: 'plain' });
  });

  test('in white on black', async () => {
    expect((await read(pageWith({ dark: WHITE, light: BLACK }, BLACK))).texts).toEqual([URI]);
  });

  test('on a dark page without a quiet zone', async () => {
    expect((await read(pageWith({ quietZone: 0 }, [51, 51, 54]))).texts).toEqual([URI]);
  });

  test('on a page exactly as dark as its modules, or as light, without a quiet zone', async () => {
    const words = { left: 60, top: 60, width: 200, height: 8 };
    const onDark = pageWith({ quietZone: 0 }, BLACK);
    fill(onDark, words, WHITE);
    expect(await read(onDark)).toEqual({ texts: [URI], pass: 'cut-out' });
    const onLight = pageWith({ quietZone: 0, dark: WHITE, light: BLACK });
    fill(onLight, words, BLACK);
    expect(await read(onLight)).toEqual({ texts: [URI], pass: 'cut-out' });
  });

  test('with any one of its corners covered, or cut off', async () => {
    const covered = { width: 35, height: 35 };
    for (const [right, lower] of [
      [false, false],
      [true, false],
      [false, true],
    ]) {
      const image = page(640, 480);
      const side = drawCode(image, URI, { left: 120, top: 100, module: 5 });
      const left = right === true ? 120 + side - 35 : 120;
      fill(image, { left, top: lower === true ? 100 + side - 35 : 100, ...covered }, [40, 90, 40]);
      expect(await read(image)).toEqual({ texts: [URI], pass: 'redrawn' });
    }
    const image = page(640, 480);
    const side = drawCode(image, URI, { left: 120, top: 100, module: 5 });
    fill(image, { left: 100, top: 100 + side - 10, width: 300, height: 40 }, [34, 34, 34]);
    expect(await read(image)).toEqual({ texts: [URI], pass: 'redrawn' });
    const cut = page(640, 480);
    drawCode(cut, URI, { left: 120, top: 480 - side, module: 5, quietZone: 0 });
    expect((await read({ ...cut, height: 470, data: cut.data.slice(0, 640 * 470 * 4) })).texts).toEqual([
      URI,
    ]);
  });

  test('so far out of focus that its modules run into each other', async () => {
    const sharp = pageWith({ module: 6 });
    const blurred = toRgba(boxBlur(boxBlur(boxBlur(toLuma(sharp), 4), 3), 3));
    expect(await read(blurred)).toEqual({ texts: [URI], pass: 'sharpened-twice' });
  });

  test('in a frame that touches it', async () => {
    const image = page(640, 480);
    const side = drawCode(image, URI, { left: 120, top: 100, module: 6 });
    for (const at of [0, side + 4]) {
      fill(image, { left: 116, top: 96 + at, width: side + 8, height: 4 }, BLACK);
      fill(image, { left: 116 + at, top: 96, width: 4, height: side + 8 }, BLACK);
    }
    expect((await read(image)).texts).toEqual([URI]);
  });

  test('in two colours of nearly the same brightness', async () => {
    const image = pageWith({ dark: [36, 36, 36], light: [52, 52, 52] }, [52, 52, 52]);
    expect((await read(image)).texts).toEqual([URI]);
  });

  test('in red on green of equal brightness', async () => {
    const image = pageWith({ dark: [190, 30, 30], light: [20, 114, 20] }, [20, 114, 20]);
    expect((await read(image)).texts).toEqual([URI]);
  });

  test('drawn in dots', async () => {
    expect((await read(pageWith({ module: 6, isDotted: true }))).texts).toEqual([URI]);
  });

  test('drawn in large dots that stand apart, those of its finder patterns too', async () => {
    const image = page(640, 640);
    drawCode(image, URI, { left: 60, top: 60, module: 14, isDotted: true, gap: 4 });
    expect(await read(image)).toEqual({ texts: [URI], pass: 'a-third' });
  });

  test('with two pixels a module', async () => {
    expect((await read(pageWith({ module: 2 }))).texts).toEqual([URI]);
  });

  test('in black on nothing, as a picture with transparency', async () => {
    const image = pageWith({});
    for (let offset = 0; offset < image.data.length; offset += 4) {
      // White is made transparent black.
      if (image.data[offset] === 255) image.data.fill(0, offset, offset + 4);
    }
    expect((await read(image)).texts).toEqual([URI]);
  });

  test('in white on nothing, as it is made for a dark page', async () => {
    const image = pageWith({ dark: WHITE, light: BLACK }, BLACK);
    for (let offset = 0; offset < image.data.length; offset += 4) {
      if (image.data[offset] === 0) image.data[offset + 3] = 0;
    }
    expect(await read(image)).toEqual({ texts: [URI], pass: 'on-black' });
  });

  test('and the picture is left as it was', async () => {
    const image = pageWith({});
    const before = image.data.slice();
    await read(image);
    expect(image.data).toEqual(before);
  });
});

describe('several codes', () => {
  test('of both polarities are all read', async () => {
    const image = page(900, 480);
    drawCode(image, URI, { left: 60, top: 60, module: 5 });
    fill(image, { left: 450, top: 0, width: 450, height: 480 }, [20, 20, 24]);
    drawCode(image, OTHER, { left: 520, top: 60, module: 5, dark: WHITE, light: [20, 20, 24] });
    expect((await read(image)).texts.toSorted()).toEqual([URI, OTHER].toSorted());
  });

  test('of which one is faint are all read', async () => {
    const image = page(900, 480);
    drawCode(image, URI, { left: 60, top: 60, module: 5 });
    fill(image, { left: 450, top: 0, width: 450, height: 480 }, [52, 52, 52]);
    drawCode(image, OTHER, { left: 520, top: 60, module: 5, dark: [36, 36, 36], light: [52, 52, 52] });
    expect((await read(image)).texts.toSorted()).toEqual([URI, OTHER].toSorted());
  });

  test('with the same text are told once', async () => {
    const image = page(900, 480);
    for (const left of [60, 480]) drawCode(image, URI, { left, top: 60, module: 5 });
    expect((await read(image)).texts).toEqual([URI]);
  });
});

describe('the search', () => {
  test('of a page without a code tries every pass and finds none', async () => {
    expect(await read(page(300, 200))).toEqual({ texts: [], pass: 'none' });
  });

  test.each([
    [0, 0],
    [0, 5],
    [1, 1],
    [500, 1],
  ])('of a picture of %i by %i pixels finds none', async (width, height) => {
    expect(await read(page(width, height))).toEqual({ texts: [], pass: 'none' });
  });

  test('stops early after a find, unless asked to look harder', async () => {
    let looks = 0;
    const counting: typeof decodeQrCodes = (image, options) => {
      looks += 1;
      return decodeQrCodes(image, options);
    };
    await readCodes(pageWith({}), counting, { lookHarder: false });
    expect(looks).toBe(2);
    const { texts } = await readCodes(pageWith({}), counting, { lookHarder: true });
    expect(looks).toBeGreaterThan(8);
    expect(texts).toEqual([URI]);
  });

  test('goes on while a code was seen that no pass could read, and reads it closer', async () => {
    const corners = [
      { x: 120, y: 100 },
      { x: 300, y: 100 },
      { x: 300, y: 280 },
      { x: 120, y: 280 },
    ];
    const widths: number[] = [];
    const { texts, pass } = await readCodes(
      page(640, 480),
      async ({ width }) => {
        widths.push(width);
        return width === 640 ? [{ text: undefined, corners }] : [{ text: URI, corners }];
      },
      { lookHarder: false },
    );
    expect(texts).toEqual([URI]);
    expect(pass).toBe('plain');
    // The code and a fifth of it on each side, three times as large.
    expect(widths[1]).toBe(252 * 3);
  });

  test('looks closer once at a code that every pass sees in nearly the same place (it took four seconds)', async () => {
    let closer = 0;
    let looks = 0;
    await readCodes(
      page(640, 480),
      async ({ width, height }) => {
        if (width !== 640 || height !== 480) {
          closer += 1;
          return [];
        }
        looks += 1;
        const left = 120 + (looks % 3);
        return [
          {
            text: undefined,
            corners: [
              { x: left, y: 100 },
              { x: 300, y: 280 },
            ],
          },
        ];
      },
      { lookHarder: true },
    );
    expect(looks).toBeGreaterThan(6);
    // Three ways of a closer look, and the whole picture enlarged and shrunk.
    expect(closer).toBe(5);
  });
});
