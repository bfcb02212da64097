import { expect, test } from 'vitest';
import { readPage } from '../../../../src/background/fill/page-reading.ts';
import { reportWith } from '../../../support/vault/fake-page.ts';

test('of two fields for a code, the one that has the focus is to be filled', () => {
  const report = reportWith(['app-code', 'app-code']);
  expect(readPage(report)?.target?.fields).toEqual([0]);
  expect(readPage(report, 1)?.target?.fields).toEqual([1]);
});

test.each([-1, 0, 7, 1.5])('focus on no field for a code (%s) changes nothing', (focused) => {
  const report = reportWith(['recovery-code', 'app-code']);
  expect(readPage(report, focused)?.target?.fields).toEqual([1]);
});
