import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const MODEL = readFileSync(path.join(ROOT, 'docs/threat-model.md'), 'utf8');

/** Rows of the tables of promises: `| promise | `file` · part of the name |`. */
const named = [...MODEL.matchAll(/\| `(?<file>test\/[^`]+)` · (?<name>[^|\n]+?) *\|/g)].map(({ groups }) => ({
  file: groups?.['file'] ?? '',
  name: groups?.['name'] ?? '',
}));

test('the threat model names a test for every promise', () => {
  const promises = MODEL.split('\n').filter((line) => line.startsWith('| ') && line.includes('`test/'));
  expect(named.length).toBe(promises.length);
  expect(named.length).toBeGreaterThan(25);
});

test.each(named)('the test that the threat model names exists: $file, $name', ({ file, name }) => {
  const lines = readFileSync(path.join(ROOT, file), 'utf8').split('\n');
  const isSaid = lines.some((line) => line.includes(name) && !/^\s*(\/\/|\/?\*)/.test(line));
  expect(isSaid).toBe(true);
});
