import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMarked, markOf } from '../../../../src/core/clipboard/copied-mark.ts';

const salts = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => new Uint8Array(bytes));

describe('the mark of a copied text', () => {
  test('tells that text and no other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), salts, (text, other, salt) => {
        const mark = markOf(text, salt);
        expect(isMarked(text, mark)).toBe(true);
        if (other !== text) expect(isMarked(other, mark)).toBe(false);
      }),
    );
  });

  test('does not contain the text, and differs with the salt', () => {
    const marks = [0, 1, 2].map((fill) => markOf('123456', new Uint8Array(16).fill(fill)));
    expect(new Set(marks).size).toBe(3);
    for (const mark of marks) expect(mark).toMatch(/^[0-9a-f]{32}\.[0-9a-f]{64}$/);
  });

  test('tells lines that came back with the line ends of another system', () => {
    const mark = markOf('one\ntwo', new Uint8Array(16));
    expect(isMarked('one\r\ntwo', mark)).toBe(true);
    expect(isMarked('one\rtwo', mark)).toBe(true);
    expect(isMarked('one two', mark)).toBe(false);
  });

  test.each(['', '.', 'zz.zz', '00.00', `${'0'.repeat(32)}.`, `${markOf('', new Uint8Array(16))}.00`])(
    'that is none (%j) tells nothing, not even the empty text',
    (mark) => {
      expect(isMarked('', mark)).toBe(false);
    },
  );

  test('that is arbitrary text never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, mark) => {
        expect(isMarked(text, mark)).toBe(false);
      }),
    );
  });
});
