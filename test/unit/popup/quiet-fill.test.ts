// The button that fills an account of another site: seen by who has no pointer too.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../../src/popup/popup.css', import.meta.url), 'utf8');

test('is seen where nothing can hover, and on a row that has the focus', () => {
  const touch = /@media \(hover: none\) \{(.*?)\n\}/s.exec(css)?.[1] ?? '';
  expect(touch).toMatch(/\.row-fill\.quiet \{\s*opacity: 1;/);
  expect(css).toMatch(/\.row:focus-within \.row-fill\.quiet \{\s*opacity: 1;/);
});
