import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  advance,
  CODE_STATES,
  type CodeMark,
  mergeMarks,
  renew,
  UNUSED,
} from '../../../../src/core/recovery/code-mark.ts';

const anyMark: fc.Arbitrary<CodeMark> = fc.record({
  state: fc.constantFrom(...CODE_STATES),
  at: fc.nat({ max: 5 }),
  renewals: fc.nat({ max: 2 }),
});
const rank = ({ state, renewals }: CodeMark) => renewals * 10 + CODE_STATES.indexOf(state);

test('merging gives the same whichever copy comes first, however they are grouped, and however often', () => {
  fc.assert(
    fc.property(anyMark, anyMark, anyMark, (a, b, c) => {
      expect(mergeMarks(a, b)).toEqual(mergeMarks(b, a));
      expect(mergeMarks(mergeMarks(a, b), c)).toEqual(mergeMarks(a, mergeMarks(b, c)));
      expect(mergeMarks(a, a)).toEqual(a);
    }),
  );
});

test('neither merging nor advancing moves a mark back', () => {
  fc.assert(
    fc.property(anyMark, anyMark, (a, b) => {
      expect(rank(mergeMarks(a, b))).toBeGreaterThanOrEqual(Math.max(rank(a), rank(b)));
      expect(rank(advance(a, b.state, 9))).toBeGreaterThanOrEqual(rank(a));
    }),
  );
});

test('a code that the user took back stays unused beside an older copy in which it is spent', () => {
  const used = advance(UNUSED, 'used', 1);
  const renewed = renew(used, 2);
  expect(mergeMarks(used, renewed)).toEqual({ state: 'unused', at: 2, renewals: 1 });
  expect(mergeMarks(advance(renewed, 'used', 3), renewed).state).toBe('used');
});
