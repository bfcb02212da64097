import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { encodeBase64 } from '../../core/bytes/base64.ts';
import {
  parseRecoveryKey,
  type RecoveryKeyError,
  recoveryKeySecret,
} from '../../core/vault/keys/recovery-key.ts';
import type { SlotView } from '../../messaging/page-responses.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import type { PresentedMessage, UnlockSource } from '../../ui/unlock/passphrase.ts';
import { type TextKey, text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';

const ERRORS: { readonly [Error in RecoveryKeyError]: TextKey } = {
  incomplete: 'recoveryKeyIncomplete',
  'too-long': 'recoveryKeyTooLong',
  'unknown-symbol': 'recoveryKeyUnknownSymbol',
  mistyped: 'recoveryKeyMistyped',
};

/** Unlocks by the recovery key; it is read in any case and grouping, and a typing error is told from a wrong key. */
export function RecoveryKeyForm(props: {
  readonly slots: readonly SlotView[];
  readonly source: UnlockSource;
  readonly onUnlocked: (presented: PresentedMessage) => void;
}): VNode | null {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const slot = props.slots.find(({ kind }) => kind === 'recovery-key');
  if (slot === undefined) return null;
  const { slotId } = slot;

  async function unlock(event: Event): Promise<void> {
    event.preventDefault();
    const parsed = parseRecoveryKey(typed);
    if (!parsed.ok) return setProblem(text(ERRORS[parsed.error]));
    const derivedKey = encodeBase64(recoveryKeySecret(parsed.value));
    const unlocked = await ask('vault/unlock', { slotId, derivedKey, source: props.source });
    if (unlocked.ok) return props.onUnlocked({ slotId, secret: derivedKey });
    return setProblem(
      unlocked.error === 'wrong-passphrase' ? text('recoveryKeyWrong') : failureText(unlocked.error),
    );
  }

  return (
    <form class="stack" onSubmit={(event) => void unlock(event)}>
      <TextField
        label={text('recoveryKey')}
        hint={text('recoveryKeyHint')}
        value={typed}
        onInput={setTyped}
        error={problem}
        autocomplete="off"
      />
      <button class="button" type="submit">
        {text('recoveryKeyUnlock')}
      </button>
    </form>
  );
}
