import { expect, test } from 'vitest';
import type { AccountView } from '../../../../src/messaging/page-responses.ts';
import { inShownOrder } from '../../../../src/popup/rows/shown-order.ts';

const views = (ids: string) =>
  ids.split(' ').map((id) => ({ id: id.replace('*', ''), onThisSite: id.endsWith('*') }) as AccountView);
const textOf = (of: readonly AccountView[]) => of.map(({ id }) => id).join(' ');

test.each([
  ['the rest follows the first screen', 'a* b c d', 'a* b', 'a b c d'],
  ['a row that was used stays where it is', 'c a b', 'a b c', 'a b c'],
  ['a new account of this site stands with those of this site', 'n* a* b', 'a* b', 'a n b'],
  ['one that is gone leaves no hole', 'c a', 'a b c', 'a c'],
  ['nothing shown yet is as listed', 'b a', 'x', 'b a'],
])('%s', (_name, listed, shown, expected) => {
  expect(textOf(inShownOrder(views(listed), views(shown)))).toBe(expected);
});
