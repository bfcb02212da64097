import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { AccountView } from '../../messaging/page-responses.ts';
import { createSearch, prepareSearch } from '../../core/vault/records/account-search.ts';
import { accounts, status } from '../state.ts';

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

/** So many take less than a frame beside what else there is to do. */
const AT_ONCE = 500;

/** The list gets ready for the first keystroke while nothing else is to be done. */
effect(() => {
  const views = accounts.value;
  let done = 0;
  const idle = () => {
    if (views !== accounts.peek() || done >= views.length) return;
    prepareSearch(views.slice(done, done + AT_ONCE));
    done += AT_ONCE;
    requestIdleCallback(idle);
  };
  if (views.length > AT_ONCE) requestIdleCallback(idle);
});
