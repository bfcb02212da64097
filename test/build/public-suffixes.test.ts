// The list of public suffixes is packed smaller than its library has it: it must say the same.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

test('the lengths of its labels in the background are those of the library', () => {
  const library = read('node_modules/tldts/dist/es6/src/data/trie.js');
  const lengths = /edgeLength = .*?\[([\d, ]+)\]/.exec(library)?.[1]?.split(',').map(Number);
  expect(lengths?.length).toBeGreaterThan(5000);
  const packed = [...read('dist/chrome/background.js').matchAll(/\.encode\((["'`])([0-O]{5000,})\1\)/g)];
  expect(packed).toHaveLength(1);
  expect([...(packed[0]?.[2] ?? '')].map((letter) => letter.charCodeAt(0) - 48)).toEqual(lengths);
});
