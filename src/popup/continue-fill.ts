import { ask } from '../ui/ask.ts';
import { tabId, unfilled } from './state.ts';

/** After unlocking: goes on with the fill for which the user was asked to unlock. True where it was filled. */
export async function continueFill(): Promise<boolean> {
  if (tabId.value === null) return false;
  const continued = await ask('autofill/continue', { tabId: tabId.value });
  if (!continued.ok) unfilled.value = continued.error;
  if (!continued.ok || !continued.value.filled) return false;
  window.close();
  return true;
}
