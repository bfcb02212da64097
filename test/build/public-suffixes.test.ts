// The list of public suffixes is packed smaller than its library has it: it must say the same.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const TEXT = /(["'`])(?:(?!\1).){500,}\1/.source;
const SMALL = new RegExp(`new TextEncoder\\(?\\)?\\.encode\\(${TEXT}\\)\\.map\\(\\w+=>\\w+-48\\)`, 'g');
const STARTS = new RegExp(
  `\\(\\w+=>Uint16Array\\.from\\(${TEXT},\\w+=>\\w+\\+=\\w+\\.charCodeAt\\(0\\)-48\\)\\)\\(0\\)`,
  'g',
);

test.each([
  ['nodeFlags', SMALL, 500],
  ['edgeLength', SMALL, 5000],
  ['edgeStart', STARTS, 500],
])('the %s of its labels in the background are those of the library', (name, packed, least) => {
  const library = read('node_modules/tldts/dist/es6/src/data/trie.js');
  const table = new RegExp(`${name} = .*?\\[([\\d, ]+)\\]`).exec(library)?.[1]?.split(',').map(Number);
  expect(table?.length).toBeGreaterThan(least);
  const found = read('dist/chrome/background.js').matchAll(packed);
  const tables = [...found].map(([text]) => [
    ...(runInNewContext(text, { TextEncoder }) as Uint8Array | Uint16Array),
  ]);
  expect(tables.filter(({ length }) => length === table?.length)).toEqual([table]);
});
