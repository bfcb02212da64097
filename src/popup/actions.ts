import { spokenNameOf } from '../core/vault/records/account-name.ts';
import { ask } from '../ui/ask.ts';
import { copyForAWhile } from '../ui/copy.ts';
import { failureText } from '../ui/failure-text.ts';
import { text } from '../ui/text.ts';
import type { FilledCode, FillQuestion } from '../messaging/fill-responses.ts';
import type { PageRequest } from '../messaging/page-requests.ts';
import type { AccountView, CodeAnswer } from '../messaging/page-responses.ts';
import { effect, signal, type Signal } from '@preact/signals';
import { codeTime } from './clock.ts';
import { whyNoField } from './page/page-bar.tsx';
import { isHeldBack } from './page/suspects.ts';
import { announcement, codeOf, isUnlocked, requestCode, show, status, tabId } from './state.ts';

/** The row that says "Copied" just now. */
export const copiedId: Signal<string | undefined> = signal(undefined);
/** The code of a counter-based account that was made in this popup. */
export const madeCodes: Signal<ReadonlyMap<string, string>> = signal(new Map());

/** True after a copy that only the user can take off the clipboard again. */
export const isOnClipboard: Signal<boolean> = signal(false);

const COPIED_MS = 2_000;
let copiedTimer: ReturnType<typeof setTimeout> | undefined;

/** Counts what was to be copied: what was chosen last is copied, whichever code comes first. */
let copies = 0;

/** Copies the code that is shown; a counter-based account makes its next one first. */
export async function copyCode(view: AccountView): Promise<void> {
  if (isHeldBack(view)) return;
  const { id, account } = view;
  copies += 1;
  const copy = copies;
  const code = await codeToCopy(view);
  if (code === undefined || copy !== copies || isHeldBack(view)) return;
  const copied = await copyForAWhile(code);
  if (copied === 'failed') return say(text('copyFailed'), true);
  isOnClipboard.value = copied === 'stays';
  copiedId.value = id;
  clearTimeout(copiedTimer);
  copiedTimer = setTimeout(() => {
    copiedId.value = undefined;
  }, COPIED_MS);
  say(text('copiedCodeOf', spokenNameOf(account)), false);
  await ask('codes/used', { id });
  return undefined;
}

type Agreement = PageRequest<'autofill/fill'>['agreed'];

interface FillChoice {
  readonly agreed?: Agreement;
  readonly gives?: FilledCode;
}

/** Fills and closes: what comes next happens in the page. Asks first where the code would go to another place. */
export async function fillCode(
  { id }: { readonly id: string },
  { agreed, gives = 'app-code' }: FillChoice = {},
): Promise<void> {
  if (tabId.value === null) return;
  // What is said twice is heard twice.
  announcement.value = undefined;
  const request = { tabId: tabId.value, accountId: id, gives, ...(agreed && { agreed }) };
  const filled = await ask('autofill/fill', request);
  if (!filled.ok) {
    const why = filled.error === 'no-field' ? whyNoField(gives) : undefined;
    return say(why ?? failureText(filled.error), true);
  }
  if (filled.value.filled) return window.close();
  if ('waitUntil' in filled.value) {
    waitingFill.value = { id, until: filled.value.waitUntil, agreed };
    return undefined;
  }
  pendingQuestion.value = { id, gives, question: filled.value.question };
  show('question');
  return undefined;
}

/** What the user is asked before a fill. */
export const pendingQuestion: Signal<PendingQuestion | undefined> = signal(undefined);

interface PendingQuestion {
  readonly id: string;
  readonly gives: FilledCode;
  readonly question: FillQuestion;
}

interface WaitingFill {
  readonly id: string;
  readonly until: number;
  readonly agreed: Agreement;
}

/** A fill that waits for the next code, since the current one was filled here already. */
export const waitingFill: Signal<WaitingFill | undefined> = signal(undefined);

/** Goes on when the next code is there; called as the clock moves. */
export function continueWaitingFill(now: number): void {
  const waiting = waitingFill.value;
  if (waiting === undefined || now < waiting.until) return;
  waitingFill.value = undefined;
  void fillCode(waiting, { agreed: waiting.agreed });
}

// When the vault locks, what was made or said in this popup goes with what it showed.
effect(() => {
  if (status.value?.state === 'unlocked') return;
  copies += 1;
  copiedId.value = undefined;
  madeCodes.value = new Map();
  waitingFill.value = undefined;
  pendingQuestion.value = undefined;
  announcement.value = undefined;
});

export async function lockVault(): Promise<void> {
  await ask('vault/lock', {});
}

function say(words: string, isError: boolean): void {
  announcement.value = { text: words, isError };
}

/** One that has not come yet, as of a row that was reached a moment ago, is waited for: whoever pressed Enter meant it. */
async function codeToCopy({ id, account }: AccountView): Promise<string | undefined> {
  const known = codeOf(id).value;
  if (known === undefined || (known.kind === 'time' && timeCode(known, account) === undefined)) {
    const failure = await requestCode(id);
    if (!isUnlocked()) return undefined;
    if (failure !== undefined) say(failureText(failure), true);
    // Of an account that is not there any more nothing is answered.
    else if (codeOf(id).value === undefined) say(failureText('not-found'), true);
  }
  const answer = codeOf(id).value;
  if (answer?.kind === 'counter') return counterCode(id);
  return answer?.kind === 'time' ? timeCode(answer, account) : undefined;
}

/** The next one counts for as long as the one before did, and no longer. */
function timeCode(
  { code, nextCode, expiresAt }: CodeAnswer & { readonly kind: 'time' },
  { parameters }: AccountView['account'],
): string | undefined {
  const now = codeTime();
  if (now < expiresAt) return code;
  const period = parameters.type === 'hotp' ? 0 : parameters.period;
  return now < expiresAt + period * 1000 ? nextCode : undefined;
}

async function counterCode(id: string): Promise<string | undefined> {
  const made = madeCodes.value.get(id);
  return made ?? makeCounterCode(id);
}

const making = new Map<string, Promise<string | undefined>>();

/** Each costs a counter, which is stored before the code comes back: who asks meanwhile gets the same. */
export function makeCounterCode(id: string): Promise<string | undefined> {
  const begun = making.get(id);
  if (begun !== undefined) return begun;
  const made = nextCounterCode(id).finally(() => making.delete(id));
  making.set(id, made);
  return made;
}

async function nextCounterCode(id: string): Promise<string | undefined> {
  const next = await ask('codes/next', { id });
  if (!next.ok) {
    say(failureText(next.error), true);
    return undefined;
  }
  if (!isUnlocked()) return undefined;
  madeCodes.value = new Map(madeCodes.value).set(id, next.value.code);
  return next.value.code;
}
