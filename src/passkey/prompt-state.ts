import { signal } from '@preact/signals';
import type { FailureCode } from '../messaging/failure.ts';
import type { PasskeyPromptView } from '../messaging/passkey-prompt.ts';
import type { VaultStatus } from '../messaging/page-responses.ts';
import type { PresentedMessage } from '../ui/unlock/passphrase.ts';
import { ask } from '../ui/ask.ts';

/** Names the ceremony; made by the background, and good for nothing once it is over. */
const id = location.hash.slice(1);

export const view = signal<PasskeyPromptView | undefined>(undefined);
export const status = signal<VaultStatus | undefined>(undefined);
/** The ceremony is over, or was never there: the worker may have been stopped in between. */
export const isOver = signal(false);
export const failure = signal<FailureCode | undefined>(undefined);

/**
 * A click or a key that was meant for the page, and was on its way when this window came up, says yes to nothing. Nor does
 * one that was meant for a window over this one which went away: the time begins again with every focus.
 */
export const isArmed = signal(false);
const ARMED_AFTER_MS = 500;
let arming: ReturnType<typeof setTimeout> | undefined;

export function armWhileFocused(page: Window): void {
  const arm = () => {
    clearTimeout(arming);
    arming = setTimeout(() => {
      isArmed.value = true;
    }, ARMED_AFTER_MS);
  };
  page.addEventListener('focus', arm);
  page.addEventListener('blur', () => {
    clearTimeout(arming);
    isArmed.value = false;
  });
  if (page.document.hasFocus()) arm();
}

export async function load(): Promise<void> {
  const [seen, now] = await Promise.all([ask('passkey-prompt/view', { id }), ask('vault/status', {})]);
  status.value = now.ok ? now.value : undefined;
  view.value = seen.ok ? seen.value : undefined;
  isOver.value = !seen.ok;
}

/** `passkeyId` is the one to sign in with; null to make one. The background closes this window where it is done. */
export async function confirm(passkeyId: string | null, presented: PresentedMessage | null) {
  failure.value = undefined;
  const done = await ask('passkey-prompt/confirm', { id, passkeyId, presented });
  if (!done.ok) failed(done.error);
  return done;
}

export async function decline(to: 'platform' | 'nowhere'): Promise<void> {
  const done = await ask('passkey-prompt/decline', { id, to });
  if (!done.ok) window.close();
}

/** Asked often enough that the worker, and the ceremony with it, stays while the user reads; it ends in time. */
export function keepAlive(everyMs: number): void {
  const timer = setInterval(() => {
    const { value } = view;
    if (isOver.value) clearInterval(timer);
    else if (value !== undefined && Date.now() > value.endsAt) void decline('nowhere');
    else void load();
  }, everyMs);
}

function failed(code: FailureCode): void {
  if (code === 'not-found' || code === 'page-unreachable') isOver.value = true;
  else if (code !== 'wrong-passphrase') failure.value = code;
}
