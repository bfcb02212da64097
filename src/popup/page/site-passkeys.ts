import { effect, type Signal, signal } from '@preact/signals';
import type { PasskeyView } from '../../messaging/passkey-list-responses.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { announcement, hasPasskeys, isUnlocked, pageOrigin, status, tabId } from '../state.ts';

/** Those that are kept for the site of the page, the one used last first. */
export const sitePasskeys: Signal<readonly PasskeyView[]> = signal([]);

export async function loadSitePasskeys(): Promise<void> {
  const origin = pageOrigin.value;
  const listed = origin === null || !hasPasskeys.value ? undefined : await ask('passkeys/list', { origin });
  if (!isUnlocked()) return;
  const kept = listed?.ok === true ? listed.value.filter(({ deletedAt }) => deletedAt === null) : [];
  sitePasskeys.value = kept.toSorted((a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0));
}

/** Where a passphrase is asked for, it is in a window of its own, as for every passkey. */
export async function signInWith(id: string): Promise<void> {
  if (tabId.value === null) return;
  const done = await ask('passkeys/sign-in', { tabId: tabId.value, id });
  if (done.ok) window.close();
  else announcement.value = { text: failureText(done.error), isError: true };
}

effect(() => {
  if (status.value?.state !== 'unlocked') sitePasskeys.value = [];
});
