import { batch, type Signal, signal } from '@preact/signals';
import { forgetLastMatch } from '../core/bytes/forget-last-match.ts';
import type { Result } from '../core/result.ts';
import type { FailureCode } from '../messaging/failure.ts';
import type { AccountView, ClockView, VaultStatus } from '../messaging/page-responses.ts';
import type { PasskeyView } from '../messaging/passkey-list-responses.ts';
import { ask } from '../ui/ask.ts';
import type { PresentedMessage } from '../ui/unlock/passphrase.ts';

export const status: Signal<VaultStatus | undefined> = signal(undefined);
export const failure: Signal<FailureCode | undefined> = signal(undefined);
export const accounts: Signal<readonly AccountView[]> = signal([]);
export const passkeys: Signal<readonly PasskeyView[]> = signal([]);
/**
 * The recovery key's slot with its secret, where the vault was unlocked by it: whoever forgot the passphrase can set a new
 * one without it. Gone when the vault locks or the page closes.
 */
export const recovered: Signal<PresentedMessage | undefined> = signal(undefined);
/** A vault was made on this page just now: what to do next is said once, and not after a later unlock. */
export const wasMade: Signal<boolean> = signal(false);
export const wasErased: Signal<boolean> = signal(false);
export const clock: Signal<ClockView | undefined> = signal(undefined);
/** Said once at the bottom of the page, with a way back where there is one. */
export const toast: Signal<
  { readonly text: string; readonly undo?: (() => Promise<unknown>) | undefined } | undefined
> = signal(undefined);

/** When the vault locks: at once, and not only when the background has said what state it is in now. */
export function dropShown(): void {
  shownCall = calls + 1;
  recovered.value = undefined;
  // Where nothing is open there is nothing else to drop but what the user is typing.
  if (status.value !== undefined && status.value.state !== 'unlocked') return;
  batch(() => {
    status.value = undefined;
    accounts.value = [];
    passkeys.value = [];
    // It may name an account, and hold the way back to it.
    toast.value = undefined;
  });
}

function listAll() {
  return Promise.all([
    ask('accounts/list', { tabId: null, order: 'own' }),
    ask('passkeys/list', { origin: null }),
  ]);
}

async function readAll() {
  const [asked, read] = await Promise.all([ask('vault/status', {}), ask('clock/read', {})]);
  const isUnlocked = asked.ok && asked.value.state === 'unlocked';
  const [listed, kept] = isUnlocked ? await listAll() : [];
  return { asked, read, isUnlocked, listed, kept };
}

function show({ asked, read, isUnlocked, listed, kept }: Awaited<ReturnType<typeof readAll>>): void {
  if (!isUnlocked) forgetLastMatch();
  batch(() => {
    failure.value = asked.ok ? undefined : asked.error;
    if (asked.ok) status.value = asked.value;
    if (read.ok) clock.value = read.value;
    // A locked vault shows nothing of what it holds.
    if (!isUnlocked) recovered.value = undefined;
    accounts.value = valueOf(listed) ?? [];
    passkeys.value = valueOf(kept) ?? [];
    if (!isUnlocked) toast.value = undefined;
    if (listed?.ok === false && listed.error !== 'locked') failure.value = listed.error;
  });
}

let calls = 0;
/** The call whose answers are shown. */
let shownCall = 0;

/** What was asked for before what is shown, or before a lock, is not shown any more. */
export async function refresh(): Promise<void> {
  calls += 1;
  const mine = calls;
  const answers = await readAll();
  if (mine < shownCall) return;
  shownCall = mine;
  show(answers);
}

function valueOf<Value>(answer: Result<Value, FailureCode> | undefined): Value | undefined {
  return answer?.ok === true ? answer.value : undefined;
}
