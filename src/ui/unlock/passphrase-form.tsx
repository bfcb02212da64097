import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PopupView, SlotView } from '../../messaging/page-responses.ts';
import { expectPassphrase, prepareKdf } from '../../platform/crypto/kdf.ts';
import { failureText } from '../failure-text.ts';
import {
  type PassphraseFailure,
  passphraseSlotIn,
  type UnlockSource,
  unlockWithPassphrase,
} from './passphrase.ts';
import { useSecret } from './use-secret.ts';
import { text } from '../text.ts';
import { TextField } from '../text-field.tsx';
import { Progress } from '../progress.tsx';

/** One field, one button. A wrong passphrase keeps what was typed, so that a typing error can be mended. */
export function UnlockForm(props: {
  readonly slots: readonly SlotView[];
  readonly source?: UnlockSource;
  readonly isPopup?: boolean;
  /** False for the second of two on one page. */
  readonly takesFocus?: boolean;
  readonly onUnlocked: (opened: PopupView | null) => void;
}): VNode {
  const passphrase = useSecret();
  const [failure, setFailure] = useState<PassphraseFailure>();
  const [isBusy, setBusy] = useState(false);
  useEffect(prepareKdf, []);

  async function unlock(event: Event): Promise<void> {
    event.preventDefault();
    const slot = passphraseSlotIn(props.slots);
    if (isBusy || passphrase.value === '' || slot === undefined) return;
    setBusy(true);
    setFailure(undefined);
    const { source = 'database', isPopup = false } = props;
    const unlocked = await unlockWithPassphrase(passphrase.value, slot, { source, isPopup });
    setBusy(false);
    if (unlocked.ok) {
      passphrase.value = '';
      props.onUnlocked(unlocked.value);
    } else {
      setFailure(unlocked.error);
      // A worker serves one passphrase: the next is ready before this one has been mended.
      prepareKdf();
    }
  }

  return (
    <form class="stack" onSubmit={(event) => void unlock(event)}>
      <TextField
        label={text('passphrase')}
        type="password"
        value=""
        secret={passphrase}
        onInput={() => expectPassphrase(passphraseSlotIn(props.slots)?.kdf)}
        error={failure === undefined ? undefined : passphraseFailureText(failure)}
        autocomplete="current-password"
        autoFocus={props.takesFocus ?? true}
      />
      <button class="button primary" type="submit" disabled={isBusy}>
        {isBusy ? text('unlocking') : text('unlock')}
      </button>
      <Progress isBusy={isBusy} label={text('unlocking')} />
    </form>
  );
}

export function passphraseFailureText(failure: PassphraseFailure): string {
  if (failure === 'kdf-failed') return text('kdfFailed');
  return failure === 'kdf-wrong' ? text('kdfWrong') : failureText(failure);
}
