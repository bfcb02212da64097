// What the row says of recovery codes: it has no room to name them, so its title and its description do.
import type { ComponentChildren, VNode } from 'preact';
import { expect, test, vi } from 'vitest';
import type { AccountView } from '../../../../src/messaging/page-responses.ts';
import { RowNote } from '../../../../src/popup/rows/account-row.tsx';
import { looksOf } from '../../../../src/background/accounts/row-looks.ts';
import { LEVEL_CLASS } from '../../../../src/ui/codes-left.ts';
import { wordsOf } from '../../../support/fake-browser.ts';
import { newAccount } from '../../../support/vault/background.ts';

vi.mock('../../../../src/platform/browser.ts', () => ({ browser: {} }));
vi.mock('../../../../src/platform/i18n.ts', () => ({
  localised: (key: string, given: readonly string[]) => [key, ...given].join(' '),
}));

interface Note {
  readonly id: string;
  readonly class?: string;
  readonly title?: string;
  readonly 'aria-label'?: string;
  readonly children?: ComponentChildren;
}

/** A component that only draws another one is followed. */
function drawn(node: VNode): Note {
  const { type } = node;
  if (typeof type === 'string') return node.props as unknown as Note;
  return drawn((type as (props: unknown) => VNode)(node.props));
}

const COUNTER = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 1 } as const;

test.each<[string, object, object | undefined, boolean]>([
  ['used', { firstUsedAt: 1 }, undefined, false],
  ['not used', { firstUsedAt: null }, undefined, false],
  ['counted', { firstUsedAt: null, parameters: COUNTER }, undefined, false],
  ['with codes', { firstUsedAt: 1 }, { left: 4, total: 10 }, false],
  ['with few codes', { firstUsedAt: 1 }, { left: 3, total: 10 }, false],
  ['with one code', { firstUsedAt: null }, { left: 1, total: 10 }, false],
  ['unreadable', { firstUsedAt: null }, { left: 9, total: 10 }, true],
])(
  'the note of one that is %s is the one that the background makes ready',
  (_what, more, recoveryCodes, isUnreadable) => {
    const account = { ...newAccount('alice'), ...more };
    const view = { id: 'a', account, recoveryCodes } as unknown as AccountView;
    const { note, level } = looksOf(view, isUnreadable, wordsOf);
    const shown = drawn(RowNote({ view, code: undefined, isUnreadable }));
    expect([shown.children, shown.class]).toEqual([note, LEVEL_CLASS[level]]);
  },
);

test('the note of recovery codes says of what they are left, and for which account', () => {
  const account = { ...newAccount('alice'), firstUsedAt: null };
  const view = { id: 'a', account, recoveryCodes: { left: 9, total: 10 } } as unknown as AccountView;
  const note = drawn(RowNote({ view, code: undefined, isUnreadable: false }));
  expect(note.children).toBe('codesLeft 9 10');
  expect(note.title).toMatch(/^codesOf .*alice.* 9 10$/);
  expect(note['aria-label']).toBe(note.title);
});
