// The small window that the popup opens: the browser's own dialog would close a popup.
import type { VNode } from 'preact';
import type { SlotView } from '../../messaging/page-responses.ts';
import { ask } from '../../ui/ask.ts';
import { PasskeyUnlock } from '../../ui/unlock/passkey-unlock.tsx';
import { text } from '../../ui/text.ts';
import { Gate } from '../gate.tsx';

export function PasskeyGate({ slots }: { readonly slots: readonly SlotView[] }): VNode {
  return (
    <Gate>
      <h1>{text('lockedTitle')}</h1>
      <PasskeyUnlock slots={slots} startsItself onUnlocked={() => void goOn()} />
      <a href="#/accounts">{text('slotPasskeyInstead')}</a>
    </Gate>
  );
}

/** The fill for which the vault was unlocked goes on, as it does after a passphrase. */
async function goOn(): Promise<void> {
  const [, tabId] = /^#\/passkey\/(\d+)$/.exec(location.hash) ?? [];
  if (tabId !== undefined) await ask('autofill/continue', { tabId: Number(tabId) });
  window.close();
}
