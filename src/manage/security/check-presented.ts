import { ask } from '../../ui/ask.ts';
import type { PresentedMessage } from '../../ui/unlock/passphrase.ts';

/** Whether this passphrase opens its slot: asked before the step that needs it. */
export async function checkPresented(presented: PresentedMessage) {
  const answer = await ask('slots/check', { presented });
  return answer.ok ? { ok: true as const, value: presented } : answer;
}
