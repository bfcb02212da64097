import { expect, test } from 'vitest';
import { groupedCode, isolatedCode } from '../../../src/ui/code-text.ts';

test.each([
  ['123456', '123\u2009456'],
  ['1234567', '1234\u2009567'],
  ['12345678', '1234\u20095678'],
  ['2B5K9', '2B5K9'],
  ['12345', '12345'],
  ['12345A', '12345A'],
  ['BCDFGH', 'BCDFGH'],
  ['', ''],
])('the code %s is shown as %s', (code, shown) => {
  expect(groupedCode(code)).toBe(shown);
});

test('a code within a sentence keeps its order', () => {
  expect(isolatedCode('123 456')).toBe('\u2066123 456\u2069');
});
