import { readFileSync } from 'node:fs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { beforeAll, expect, test } from 'vitest';
import { parseKeyUri } from '../../../src/core/key-uri/parse-key-uri.ts';
import { encodeBase32 } from '../../../src/core/bytes/base32.ts';
import { qrCode } from '../../../src/relying-party/pages/qr-code.ts';
import { secretOn, TestBrowser } from './support/test-browser.ts';
import { createTestSite } from './support/test-site.ts';

beforeAll(() => {
  const wasm = readFileSync(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
});

/** Paints the drawing's rectangles, four pixels a module. */
function paint(svg: string): { data: Uint8ClampedArray; width: number; height: number; colorSpace: 'srgb' } {
  const scale = 4;
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]) * scale;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let dy = 0; dy < scale; dy += 1) {
      const start = ((Number(y) * scale + dy) * size + Number(x) * scale) * 4;
      for (let pixel = 0; pixel < Number(length) * scale; pixel += 1) {
        data.fill(0, start + pixel * 4, start + pixel * 4 + 3);
      }
    }
  }
  return { data, width: size, height: size, colorSpace: 'srgb' };
}

async function read(svg: string): Promise<string | undefined> {
  const [found] = await readBarcodes(paint(svg) as ImageData, { formats: ['QRCode'] });
  return found?.text;
}

test('the drawing is read back as the text it was made of', async () => {
  expect(await read(String(await qrCode('tally')))).toBe('tally');
});

test('four light modules surround the code, as readers less forgiving than this one need', async () => {
  const svg = String(await qrCode('tally'));
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const runs = [...svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)].map((run) => run.slice(1).map(Number));
  const ends = runs.map(([x = 0, , length = 0]) => x + length);
  expect(Math.min(...runs.flatMap(([x = 0, y = 0]) => [x, y]))).toBe(4);
  expect(Math.max(...ends, ...runs.map(([, y = 0]) => y + 1))).toBe(size - 4);
});

test('the code on the enrolment page is a key URI with the secret in the text beside it', async () => {
  const browser = new TestBrowser(createTestSite());
  await browser.signUp('ada@example.com');
  const page = await browser.get('/authenticators/new');
  const svg = /<svg\s+class="qr"[\s\S]*?<\/svg>/.exec(page.text)?.[0] ?? '';
  const account = parseKeyUri((await read(svg)) ?? '');
  expect(account).toMatchObject({
    ok: true,
    value: {
      issuer: 'Ankra',
      accountName: 'ada@example.com',
      parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
    },
  });
  expect(account.ok && encodeBase32(account.value.secret)).toBe(secretOn(page));
});
