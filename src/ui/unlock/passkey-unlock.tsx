import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SlotView } from '../../messaging/page-responses.ts';
import { type PasskeyTrouble, passkeyTroubleText, unlockWithPasskey } from './passkey.ts';
import { hasPasskey } from './passkey-slots.ts';
import type { UnlockSource } from './passphrase.ts';
import { text } from '../text.ts';

/** One button, where the vault has a passkey. With `startsItself` the browser asks for it at once. */
export function PasskeyUnlock(props: {
  readonly slots: readonly SlotView[];
  readonly source?: UnlockSource;
  readonly startsItself?: boolean;
  readonly onUnlocked: () => void;
}): VNode | null {
  const { slots, source = 'database', startsItself = false, onUnlocked } = props;
  const [trouble, setTrouble] = useState<PasskeyTrouble>();
  const [isBusy, setBusy] = useState(false);

  async function unlock(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setTrouble(undefined);
    const unlocked = await unlockWithPasskey(slots, source);
    setBusy(false);
    if (unlocked.ok) onUnlocked();
    else setTrouble(unlocked.error);
  }
  useEffect(() => {
    if (startsItself) void unlock();
  }, [startsItself]);

  if (!hasPasskey(slots)) return null;
  return (
    <div class="stack">
      <button type="button" class="button" disabled={isBusy} onClick={() => void unlock()}>
        {text('slotPasskeyUnlock')}
      </button>
      <p class="hint" role="status">
        {isBusy ? text('slotPasskeyWaiting') : ''}
      </p>
      {trouble === undefined ? null : (
        <p class="notice danger" role="alert">
          {passkeyTroubleText(trouble)}
        </p>
      )}
    </div>
  );
}
