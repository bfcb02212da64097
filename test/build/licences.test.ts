// The page "About" names every package of others whose code is in the extension.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Licence } from '../../src/platform/licences.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** By what the sources of the extension import, apart from types: another way than the build's own. */
const IMPORTED = [...new Set(sourcesIn(path.join(ROOT, 'src')).flatMap(packagesOf))].toSorted();

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

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${path.sep}relying-party${path.sep}`));
}

function packagesOf(file: string): readonly string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/^(?:import|export) (?!type\b)[^;]*?from '((?:@[^/']+\/)?[^./'][^/']*)/gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => !name.startsWith('node:'));
}
