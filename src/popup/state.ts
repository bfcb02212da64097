// What the popup shows, as signals. Rows subscribe to their own code, so that a code that changes redraws one row.
import { batch, type Signal, signal } from '@preact/signals';
import { forgetLastMatch } from '../core/bytes/forget-last-match.ts';
import type { FailureCode } from '../messaging/failure.ts';
import type { PageWants, Unfilled } from '../messaging/fill-responses.ts';
import type { AccountView, CodeAnswer, VaultStatus } from '../messaging/page-responses.ts';
import { ask } from '../ui/ask.ts';
import { clockView } from './clock.ts';
import { inShownOrder } from './rows/shown-order.ts';

export type View = 'list' | 'scan' | 'manual' | 'clock' | 'question' | 'recovery';

export const status: Signal<VaultStatus | undefined> = signal(undefined);
export const failure: Signal<FailureCode | undefined> = signal(undefined);
export const view: Signal<View> = signal('list');
export const tabId: Signal<number | null> = signal(null);
export const pageOrigin: Signal<string | null> = signal(null);
export const accounts: Signal<readonly AccountView[]> = signal([]);
export const total: Signal<number> = signal(0);
export const wants: Signal<PageWants | undefined> = signal(undefined);
/** The page complains about a code that was filled a moment ago. */
export const isRefused: Signal<boolean> = signal(false);
/** Of a frame on the page that the user would have to let us into first. */
export const frameSite: Signal<string | null> = signal(null);
/** Why the fill that the user asked for before the popup opened came to nothing; null where none was asked for. */
export const unfilled: Signal<Unfilled | null> = signal(null);
/** Passkeys are kept for the site of the page. */
export const hasPasskeys = signal(false);
/** The ids of the passkeys by which the page would be signed in: it waits for one. */
export const waitsFor: Signal<readonly string[]> = signal([]);
/** The tab is one of a private window. */
export const isPrivate: Signal<boolean> = signal(false);
/** Said once by screen readers, and shown at the bottom. */
export const announcement: Signal<{ readonly text: string; readonly isError: boolean } | undefined> =
  signal(undefined);

const codes = new Map<string, Signal<CodeAnswer | undefined>>();
/** Codes that were asked for and have not come yet. */
const pending = new Map<string, Promise<FailureCode | undefined>>();
const queue: string[] = [];
let sending: Promise<FailureCode | undefined> | undefined;

export function codeOf(id: string): Signal<CodeAnswer | undefined> {
  const known = codes.get(id);
  if (known !== undefined) return known;
  const created: Signal<CodeAnswer | undefined> = signal(undefined);
  codes.set(id, created);
  return created;
}

let locks = 0;

/** What was asked for before a lock is not taken after it. */
export async function takeAnswer(answer: Promise<Opened>): Promise<void> {
  const before = locks;
  const opened = await answer;
  if (locks === before) takeOpened(opened);
  else await refreshStatus();
}

/** Takes what one `popup/open` answered: status, the rows of the first screen and their codes. */
export function takeOpened(opened: Opened): void {
  batch(() => {
    failure.value = opened.ok ? undefined : opened.error;
    if (!opened.ok) return;
    const { status: vaultStatus, tabId: openedIn, list, clock } = opened.value;
    clockView.value = clock;
    status.value = vaultStatus;
    tabId.value = openedIn;
    isPrivate.value = opened.value.isPrivate;
    if (list === null) return forgetAccounts();
    pageOrigin.value = list.origin;
    total.value = list.total;
    accounts.value = list.rows;
    takeCodes(list.codes);
    return undefined;
  });
}

type Opened = Awaited<ReturnType<typeof askOpened>>;

export function askOpened() {
  return ask('popup/open', {});
}

/** What was said in the list was about the list. */
export function show(next: View): void {
  if (next !== 'list') announcement.value = undefined;
  view.value = next;
}

/** The rest of the list, after the first paint. */
export async function loadAll(): Promise<void> {
  const all = await ask('accounts/list', { tabId: tabId.value });
  if (!all.ok || !isUnlocked()) return;
  batch(() => {
    const kept = all.value.filter(({ deletedAt }) => deletedAt === null);
    accounts.value = inShownOrder(kept, accounts.value);
    total.value = accounts.value.length;
  });
}

/** After a correction the codes on screen are of another time: the rows ask for theirs again. */
export async function loadClock(): Promise<void> {
  const read = await ask('clock/read', {});
  if (!read.ok) return;
  batch(() => {
    const isMoved = clockView.value?.offsetSeconds !== read.value.offsetSeconds;
    clockView.value = read.value;
    if (isMoved) for (const code of codes.values()) code.value = undefined;
  });
}

/** Asks for the code of a row; the rows that ask in one turn cost one message together. Why it did not come, or undefined. */
export function requestCode(id: string): Promise<FailureCode | undefined> {
  const asked = pending.get(id);
  if (asked !== undefined) return asked;
  queue.push(id);
  sending ??= Promise.resolve().then(sendQueue);
  pending.set(id, sending);
  return sending;
}

async function sendQueue(): Promise<FailureCode | undefined> {
  sending = undefined;
  const ids = queue.splice(0);
  const answers = await ask('codes/list', { ids });
  for (const id of ids) pending.delete(id);
  if (answers.ok) {
    if (isUnlocked()) batch(() => takeCodes(answers.value));
    return undefined;
  }
  if (answers.error === 'locked') await refreshStatus();
  return answers.error;
}

export async function lookAtPage(): Promise<void> {
  if (tabId.value === null) return;
  const looked = await ask('autofill/look', { tabId: tabId.value });
  if (!looked.ok) return;
  batch(() => {
    wants.value = looked.value.wants;
    isRefused.value = looked.value.isRefused;
    frameSite.value = looked.value.frameSite;
    hasPasskeys.value = looked.value.hasPasskeys;
    waitsFor.value = looked.value.waitsFor;
    unfilled.value ??= looked.value.unfilled;
  });
}

export async function refreshStatus(): Promise<void> {
  const asked = await ask('vault/status', {});
  if (!asked.ok) {
    failure.value = asked.error;
    return;
  }
  batch(() => {
    status.value = asked.value;
    if (asked.value.state !== 'unlocked') forgetAccounts();
  });
}

/** At once, and not only when the background has said what state it is in now. */
export function dropShown(): void {
  locks += 1;
  // Where nothing is open there is nothing to drop but what the user is typing.
  if (status.value !== undefined && !isUnlocked()) return;
  batch(() => {
    status.value = undefined;
    forgetAccounts();
  });
}

/** When the vault locks, what was shown goes. */
function forgetAccounts(): void {
  forgetLastMatch();
  accounts.value = [];
  total.value = 0;
  view.value = 'list';
  for (const code of codes.values()) code.value = undefined;
  codes.clear();
}

/** What was on its way when the vault locked is not taken any more. */
export function isUnlocked(): boolean {
  return status.value?.state === 'unlocked';
}

function takeCodes(answers: readonly CodeAnswer[]): void {
  for (const answer of answers) codeOf(answer.id).value = answer;
}
