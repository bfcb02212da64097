import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonText } from '../../../../../src/core/transfer/containers/json-text.ts';

test('every JSON of ordinary depth is parsed as JSON.parse has it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      const text = JSON.stringify(value);
      expect(parseJsonText(text)).toEqual({ ok: true, value: JSON.parse(text) });
    }),
  );
});

test('any text gives a value, damage or too much', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'[]{}",:\\u0123 true') }), (text) => {
      const parsed = parseJsonText(text);
      expect(parsed.ok || ['damaged', 'too-large'].includes(parsed.error)).toBe(true);
    }),
  );
});

describe('nesting', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  test('is counted to 32', () => {
    expect(parseJsonText(nested(32)).ok).toBe(true);
    expect(parseJsonText(nested(33))).toEqual({ ok: false, error: 'too-large' });
  });

  test('is not counted inside of strings, behind escaped quotes neither', () => {
    const text = JSON.stringify([`\\"${nested(100)}`, '"[[[[', '\\']);
    expect(parseJsonText(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  test('of siblings does not add up', () => {
    expect(parseJsonText(`[${Array.from({ length: 1000 }, () => '{"a":[]}').join(',')}]`).ok).toBe(true);
  });
});
