// The list of public suffixes is packed smaller than its library has it: it must say the same.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const TEXT = /(["'`])(?:(?!\1).){500,}\1/.source;
const LENGTHS = new RegExp(`new TextEncoder\\(?\\)?\\.encode\\(${TEXT}\\)\\.map\\(\\w+=>\\w+-48\\)`, 'g');
const STARTS = new RegExp(
  `\\(\\w+=>Uint16Array\\.from\\(${TEXT},\\w+=>\\w+\\+=\\w+\\.charCodeAt\\(0\\)-48\\)\\)\\(0\\)`,
  'g',
);

test.each([
  ['edgeLength', LENGTHS, 5000],
  ['edgeStart', STARTS, 500],
])('the %s of its labels in the background are those of the library', (name, packed, least) => {
  const library = read('node_modules/tldts/dist/es6/src/data/trie.js');
  const table = new RegExp(`${name} = .*?\\[([\\d, ]+)\\]`).exec(library)?.[1]?.split(',').map(Number);
  expect(table?.length).toBeGreaterThan(least);
  const found = [...read('dist/chrome/background.js').matchAll(packed)];
  expect(found).toHaveLength(1);
  const numbers = runInNewContext(found[0]?.[0] ?? '', { TextEncoder }) as Uint8Array | Uint16Array;
  expect([...numbers]).toEqual(table);
});
