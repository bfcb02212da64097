// What people wait for is counted in bytes: times differ between machines, and a program grows by a little each time.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { gzippedBytes, scriptsOfPopup } from '../../scripts/package/sizes.ts';

const CHROME = path.resolve(import.meta.dirname, '../../dist/chrome');

const read = (file: string) => readFileSync(path.join(CHROME, file), 'utf8');

/** Above half of its budget, too: below that, something was not counted. */
function expectWithin(bytes: number, budget: number): void {
  expect(bytes).toBeLessThanOrEqual(budget);
  expect(bytes).toBeGreaterThan(budget / 2);
}

describe('the size by gzip', () => {
  test('of the script that paints the first screen of the popup is at most 4 kB', () => {
    expectWithin(gzippedBytes(CHROME, ['popup-first-paint.js']), 4_000);
  });

  test('of all that the popup loads to be used is at most 40 kB', () => {
    expectWithin(gzippedBytes(CHROME, scriptsOfPopup(CHROME)), 40_000);
  });

  // A quarter of it is the list of public suffixes, a sixth the words of thirty languages.
  test('of the background, which is read whenever it starts, is at most 175 kB', () => {
    expectWithin(gzippedBytes(CHROME, ['background.js']), 175_000);
  });

  test('of the script of an allowed site is at most 11.25 kB', () => {
    expectWithin(gzippedBytes(CHROME, ['src/content/site.iife.js']), 11_250);
  });
});

// What is in its template is copied with each row.
test('the page of the popup has no blanks between its elements, and no comments', () => {
  const page = read('src/popup/index.html');
  expect(page).toContain('<template id="first-screen"><header');
  expect(page).not.toMatch(/>\s+<|<!--/);
});

test('the background is one classic script, so that it starts without a chain of files', () => {
  const { background } = JSON.parse(read('manifest.json')) as { background: Record<string, unknown> };
  expect(background).toEqual({ service_worker: 'background.js' });
  expect(read('background.js')).not.toMatch(/\bimport\s*[({"'`]|\bimport\.meta\b/);
  expect(existsSync(path.join(CHROME, 'service-worker-loader.js'))).toBe(false);
});

/** Texts that cannot be written otherwise: the beginning of WebAssembly in base64, and what only such code names. */
const NOT_NEEDED = {
  'the key derivation': /AGFzbQ/,
  'the decoder of QR codes': /zxing_reader|readBarcodes/,
  'the reading of exports': /KeePassFile/,
  'the program that draws QR codes': /lignmentPattern/,
} as const;

describe.each([
  ['the popup', () => scriptsOfPopup(CHROME)],
  ['the background', () => ['background.js']],
])('%s', (_name, files) => {
  test.each(Object.entries(NOT_NEEDED))('does not carry %s', (_what, sign) => {
    for (const file of files()) expect(read(file), file).not.toMatch(sign);
  });
});

test('what they do not carry is elsewhere in the package, so that the signs tell something', () => {
  const elsewhere = ['kdf.worker', 'import.worker', 'qr.worker', 'index.html'].flatMap((name) =>
    filesNamed(name),
  );
  const all = elsewhere.map(read).join('\n');
  for (const sign of Object.values(NOT_NEEDED)) expect(all).toMatch(sign);
});

test('nothing in the background runs at an interval, which would keep it from being stopped', () => {
  expect(read('background.js')).not.toMatch(/\bsetInterval\b/);
});

function filesNamed(name: string): readonly string[] {
  return readdirSync(path.join(CHROME, 'assets'))
    .filter((file) => file.startsWith(name) && file.endsWith('.js'))
    .map((file) => `assets/${file}`);
}
