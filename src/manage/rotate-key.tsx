import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { encodeBase64 } from '../core/bytes/base64.ts';
import { parseRecoveryKey, recoveryKeySecret } from '../core/vault/recovery-key.ts';
import type { SlotView } from '../messaging/page-responses.ts';
import { ask } from '../ui/ask.ts';
import type { PresentedMessage } from '../ui/passphrase.ts';
import { countText, text } from '../ui/text.ts';
import { TextField } from '../ui/text-field.tsx';
import { ConfirmForm } from './confirm-form.tsx';

/** A new vault key. Only the ways in whose secret is given now open the new vault; the others are named and go. */
export function RotateKey(props: {
  readonly slots: readonly SlotView[];
  readonly onDone: (words: string) => void;
  readonly onCancel: () => void;
}): VNode {
  const [recoveryKey, setRecoveryKey] = useState('');
  const recoverySlot = props.slots.find(({ kind }) => kind === 'recovery-key');
  const parsed = parseRecoveryKey(recoveryKey);
  const isUnreadable = recoveryKey.trim() !== '' && !parsed.ok;

  function rotate(presented: PresentedMessage) {
    if (isUnreadable) return Promise.resolve({ ok: false as const, error: 'bad-request' as const });
    const kept = [presented];
    if (parsed.ok && recoverySlot !== undefined) {
      kept.push({ slotId: recoverySlot.slotId, secret: encodeBase64(recoveryKeySecret(parsed.value)) });
    }
    return ask('slots/rotate', { presented: kept });
  }

  return (
    <ConfirmForm
      slots={props.slots}
      label={text('rotate')}
      busyLabel={text('rotating')}
      work={rotate}
      onDone={(removed) =>
        props.onDone(
          removed.length === 0
            ? text('rotated')
            : countText(removed.length, ['rotatedWithout', 'rotatedWithoutOne']),
        )
      }
      onCancel={props.onCancel}
    >
      <p>{text('rotateText')}</p>
      {recoverySlot === undefined ? null : (
        <TextField
          label={text('rotateRecoveryKey')}
          hint={text('rotateRecoveryKeyHint')}
          value={recoveryKey}
          onInput={setRecoveryKey}
          error={isUnreadable ? text('recoveryKeyMistyped') : undefined}
        />
      )}
    </ConfirmForm>
  );
}
