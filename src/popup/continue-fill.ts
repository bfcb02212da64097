import { ask } from '../ui/ask.ts';
import { tab } from './state.ts';

/** After unlocking: goes on with the fill for which the user was asked to unlock. True where it was filled. */
export async function continueFill(): Promise<boolean> {
  const tabId = tab.value?.tabId;
  if (tabId === undefined) return false;
  const continued = await ask('autofill/continue', { tabId });
  if (!continued.ok || !continued.value.filled) return false;
  window.close();
  return true;
}
