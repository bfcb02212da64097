// The one sentence about the page under the list.
import type { VNode } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';
import type { AccountView } from '../../../../src/messaging/page-responses.ts';
import { PageBar } from '../../../../src/popup/page/page-bar.tsx';
import { accounts, pageOrigin, wants } from '../../../../src/popup/state.ts';

vi.mock('../../../../src/platform/browser.ts', () => ({ browser: {} }));
vi.mock('../../../../src/platform/i18n.ts', () => ({ localised: (key: string) => key }));

const elsewhere = { id: 'a', onThisSite: false } as AccountView;

function said(): unknown {
  const bar: VNode<{ children?: unknown }> | null = PageBar();
  return bar?.props.children;
}

beforeEach(() => {
  pageOrigin.value = 'https://example.com';
  wants.value = 'app-code';
});

test('says that an account can be chosen for a page that asks for a code and has none', () => {
  accounts.value = [elsewhere];
  expect(said()).toBe('pageWantsCode');
});

test('says nothing of choosing where there is no account at all', () => {
  accounts.value = [];
  expect(said()).toBeUndefined();
});
