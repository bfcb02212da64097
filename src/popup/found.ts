import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { AccountView } from '../messaging/page-responses.ts';
import { createSearch } from '../core/vault/account-search.ts';
import { accounts, status } from './state.ts';

/** What was typed into the search. */
export const query: Signal<string> = signal('');
effect(() => {
  if (status.value?.state !== 'unlocked') query.value = '';
});

const search = createSearch<AccountView>();

/** The rows of the list. */
export const found: ReadonlySignal<readonly AccountView[]> = computed(() =>
  search(accounts.value, query.value),
);
