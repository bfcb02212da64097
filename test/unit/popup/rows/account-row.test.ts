// What the row says of recovery codes: it has no room to name them, so its title and its description do.
import type { ComponentChildren, VNode } from 'preact';
import { expect, test, vi } from 'vitest';
import type { AccountView } from '../../../../src/messaging/page-responses.ts';
import { RowNote } from '../../../../src/popup/rows/account-row.tsx';
import { newAccount } from '../../../support/vault/background.ts';

vi.mock('../../../../src/platform/browser.ts', () => ({ browser: {} }));
vi.mock('../../../../src/platform/i18n.ts', () => ({
  localised: (key: string, given: readonly string[]) => [key, ...given].join(' '),
}));

interface Note {
  readonly id: string;
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

test('the note of recovery codes says of what they are left, and for which account', () => {
  const account = { ...newAccount('alice'), firstUsedAt: null };
  const view = { id: 'a', account, recoveryCodes: { left: 9, total: 10 } } as unknown as AccountView;
  const note = drawn(RowNote({ view, code: undefined, isUnreadable: false }));
  expect(note.children).toBe('codesLeft 9 10');
  expect(note.title).toMatch(/^codesOf .*alice.* 9 10$/);
  expect(note['aria-label']).toBe(note.title);
});
