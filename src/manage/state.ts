import { batch, type Signal, signal } from '@preact/signals';
import { forgetLastMatch } from '../core/bytes/forget-last-match.ts';
import type { FailureCode } from '../messaging/failure.ts';
import type { AccountView, VaultStatus } from '../messaging/page-responses.ts';
import { ask } from '../ui/ask.ts';

export const status: Signal<VaultStatus | undefined> = signal(undefined);
export const failure: Signal<FailureCode | undefined> = signal(undefined);
export const accounts: Signal<readonly AccountView[]> = signal([]);
/** Said once at the bottom of the page, with a way back where there is one. */
export const toast: Signal<
  { readonly text: string; readonly undo?: (() => Promise<unknown>) | undefined } | undefined
> = signal(undefined);

export async function refresh(): Promise<void> {
  const asked = await ask('vault/status', {});
  const isUnlocked = asked.ok && asked.value.state === 'unlocked';
  if (!isUnlocked) forgetLastMatch();
  const listed = isUnlocked ? await ask('accounts/list', { tabId: null }) : undefined;
  batch(() => {
    failure.value = asked.ok ? undefined : asked.error;
    if (asked.ok) status.value = asked.value;
    // A locked vault shows nothing of what it holds.
    accounts.value = listed?.ok === true ? listed.value : [];
    if (listed?.ok === false && listed.error !== 'locked') failure.value = listed.error;
  });
}
