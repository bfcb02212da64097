// The page "About" names every package of others whose code is in the extension.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Licence } from '../../src/platform/licences.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** What is reached from here is in the extension. */
const ENTRIES = [
  'src/background/index.ts',
  'src/popup/program.tsx',
  'src/popup/code-page.tsx',
  'src/popup/first-paint/first-paint.ts',
  'src/manage/index.tsx',
  'src/offscreen/clipboard.ts',
  'src/offscreen/pictures.ts',
];

/** By what the sources import, apart from types: another way than the build's own. */
const IMPORTED = packagesFrom(ENTRIES.map((entry) => path.join(ROOT, entry)));

describe.each(['chrome', 'firefox'])('the licences in the package for %s', (browser) => {
  const licences = JSON.parse(
    readFileSync(path.join(ROOT, 'dist', browser, 'licences.json'), 'utf8'),
  ) as readonly Licence[];

  test('name every package that the sources import, and that whose icons are used', () => {
    expect(IMPORTED).toContain('preact');
    expect(IMPORTED).toContain('zxing-wasm');
    const named = licences.map(({ name }) => name);
    expect(named).toEqual(expect.arrayContaining([...IMPORTED, 'simple-icons']));
  });

  test('have each its text, and each package once', () => {
    for (const { name, licence, text } of licences) {
      expect(licence, name).not.toBe('');
      expect(text.length, name).toBeGreaterThan(200);
    }
    expect(new Set(licences.map(({ name }) => name)).size).toBe(licences.length);
  });
});

function packagesFrom(entries: readonly string[]): readonly string[] {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const queue = [...entries];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (seen.has(file) || !/\.tsx?$/.test(file)) continue;
    seen.add(file);
    for (const name of importedBy(file)) {
      if (name.startsWith('.')) queue.push(path.resolve(path.dirname(file), name.replace(/\?.*$/, '')));
      else packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
    }
  }
  return [...packages].toSorted();
}

/** Statically, when it is needed, or as a worker. */
function importedBy(file: string): readonly string[] {
  const source = readFileSync(file, 'utf8');
  return [
    ...source.matchAll(/^(?:import|export) (?!type\b)(?:[^;']*? from )?'([^']+)'/gm),
    ...source.matchAll(/\bimport\('([^']+)'\)/g),
    ...source.matchAll(/new URL\('([^']+)', import\.meta\.url\)/g),
  ].map(([, name]) => name ?? '');
}
