import { ask } from '../ui/ask.ts';
import { fillCode } from './actions.ts';
import { accounts, tabId, unfilled } from './state.ts';

/** After unlocking: goes on with the fill for which the user was asked to unlock. True where it was filled. */
export async function continueFill(): Promise<boolean> {
  if (tabId.value === null) return false;
  const continued = await ask('autofill/continue', { tabId: tabId.value });
  if (!continued.ok) unfilled.value = continued.error;
  if (!continued.ok || !continued.value.filled) return false;
  window.close();
  return true;
}

/** A command that ended in a question, or at a code that was filled already: it is asked, or counted down, at once. */
export async function goOnWithCommand(): Promise<void> {
  if (unfilled.value !== 'question' && unfilled.value !== 'wait') return;
  const [only, ...others] = accounts.value.filter(({ onThisSite }) => onThisSite);
  if (only !== undefined && others.length === 0) await fillCode(only);
}
