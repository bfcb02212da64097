import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { encodeBase64 } from '../../core/bytes/base64.ts';
import { parseRecoveryKey, recoveryKeySecret } from '../../core/vault/keys/recovery-key.ts';
import type { SlotView } from '../../messaging/page-responses.ts';
import { ask } from '../../ui/ask.ts';
import type { PresentedMessage } from '../../ui/unlock/passphrase.ts';
import { countText, text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { CheckField } from '../recovery/check-field.tsx';
import { ConfirmForm } from './confirm-form.tsx';

interface RotateKeyProps {
  readonly slots: readonly SlotView[];
  readonly onDone: (words: string) => void;
  readonly onCancel: () => void;
}

/** A new vault key. Only the ways in whose secret is given now open the new vault; the others are named and go. */
export function RotateKey(props: RotateKeyProps): VNode {
  const [recoveryKey, setRecoveryKey] = useState('');
  const recoverySlot = props.slots.find(({ kind }) => kind === 'recovery-key');
  const parsed = parseRecoveryKey(recoveryKey);
  const [isRemoved, setRemoved] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const isEmpty = recoveryKey.trim() === '';
  const isUnreadable = !isEmpty && !parsed.ok;
  const needsChoice = recoverySlot !== undefined && isEmpty && !isRemoved;

  function mayRotate(): boolean {
    setMissing(needsChoice);
    return !needsChoice && !isUnreadable;
  }

  function rotate(presented: PresentedMessage) {
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
      mayWork={mayRotate}
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
        <KeptRecoveryKey
          typed={recoveryKey}
          onInput={setRecoveryKey}
          error={errorOf(isUnreadable, isMissing && needsChoice)}
          isRemoved={isRemoved}
          onRemove={setRemoved}
        />
      )}
    </ConfirmForm>
  );
}

/** Left empty it goes, which is said by a tick of its own and not by leaving something out. */
function KeptRecoveryKey(props: {
  readonly typed: string;
  readonly onInput: (typed: string) => void;
  readonly error: string | undefined;
  readonly isRemoved: boolean;
  readonly onRemove: (isRemoved: boolean) => void;
}): VNode {
  return (
    <>
      <TextField
        label={text('rotateRecoveryKey')}
        hint={text('rotateRecoveryKeyHint')}
        value={props.typed}
        onInput={props.onInput}
        error={props.error}
      />
      {props.typed.trim() === '' ? (
        <CheckField
          label={text('rotateRemoveRecoveryKey')}
          isChecked={props.isRemoved}
          onCheck={props.onRemove}
        />
      ) : null}
    </>
  );
}

function errorOf(isUnreadable: boolean, isMissing: boolean): string | undefined {
  if (isUnreadable) return text('recoveryKeyMistyped');
  return isMissing ? text('rotateRecoveryKeyMissing') : undefined;
}
