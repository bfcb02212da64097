import { expect, test } from 'vitest';
import { shownCode } from '../../../../src/popup/rows/shown-code.ts';

const answer = { id: 'a', kind: 'time', code: '123456', nextCode: '654321', expiresAt: 60_000 } as const;

test('a code is shown in two groups with the whole seconds that are left', () => {
  expect(shownCode(answer, 30, 48_200)).toMatchObject({
    text: '123\u2009456',
    secondsLeft: 12,
    isEnding: false,
    isStale: false,
  });
});

test('the next code is announced in the last six seconds', () => {
  expect(shownCode(answer, 30, 53_999)?.isEnding).toBe(false);
  expect(shownCode(answer, 30, 54_000)).toMatchObject({ isEnding: true, next: '654\u2009321' });
});

test('at the boundary the known next code takes over, and a newer one is wanted', () => {
  expect(shownCode(answer, 30, 60_000)).toMatchObject({
    text: '654\u2009321',
    secondsLeft: 30,
    isStale: true,
    next: '',
  });
});

test('a code that is older than the one before is not shown', () => {
  expect(shownCode(answer, 30, 90_000)).toBeUndefined();
});
