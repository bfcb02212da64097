// Making a recovery key: shown once, to be written down or printed, and checked by typing part of it back before it
// counts. Until then nothing is stored.
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { encodeBase64 } from '../../core/bytes/base64.ts';
import type { Bytes } from '../../core/bytes/bytes.ts';
import { KDF_SALT_LENGTH } from '../../core/vault/keys/kdf-parameters.ts';
import {
  formatRecoveryKey,
  isRecoveryKeyGroup,
  newRecoveryKey,
  pickRecoveryKeyGroups,
  recoveryKeySecret,
} from '../../core/vault/keys/recovery-key.ts';
import type { SlotView } from '../../messaging/page-responses.ts';
import { systemClock, systemRandom } from '../../platform/system.ts';
import { ask } from '../../ui/ask.ts';
import { focusOnce } from '../../ui/focus-once.ts';
import type { PresentedMessage } from '../../ui/unlock/passphrase.ts';
import { text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { ConfirmForm } from './confirm-form.tsx';
import { whenText } from '../when-text.ts';

interface Steps {
  readonly slots: readonly SlotView[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

export function NewRecoveryKey(props: Steps): VNode {
  const key = useMemo(() => newRecoveryKey(systemRandom), []);
  const [isWritten, setWritten] = useState(false);
  const [isChecked, setChecked] = useState(false);
  if (!isWritten)
    return <Shown recoveryKey={key} onNext={() => setWritten(true)} onCancel={props.onCancel} />;
  if (!isChecked)
    return <TypeBack recoveryKey={key} onNext={() => setChecked(true)} onBack={() => setWritten(false)} />;
  return (
    <ConfirmForm
      slots={props.slots}
      label={text('recoveryKeyStore')}
      busyLabel={text('working')}
      work={(presented) => store(presented, key)}
      onDone={props.onDone}
      onCancel={props.onCancel}
    />
  );
}

function store(presented: PresentedMessage, key: Bytes) {
  return ask('slots/set-recovery-key', {
    presented,
    secret: encodeBase64(recoveryKeySecret(key)),
    salt: encodeBase64(systemRandom.bytes(KDF_SALT_LENGTH)),
  });
}

function Shown(props: {
  readonly recoveryKey: Bytes;
  readonly onNext: () => void;
  readonly onCancel: () => void;
}): VNode {
  return (
    <div class="stack sheet">
      <p class="printed">
        <strong>{text('extensionName')}</strong>
        <br />
        {text('recoveryKeySheet', whenText(systemClock.now()))}
      </p>
      <h3 ref={focusOnce} tabIndex={-1}>
        {text('recoveryKey')}
      </h3>
      <p>{text('recoveryKeyText')}</p>
      <output class="recovery-key" aria-label={text('recoveryKey')}>
        {formatRecoveryKey(props.recoveryKey)}
      </output>
      <p class="notice warning">{text('recoveryKeyAlone')}</p>
      <div class="actions">
        <button type="button" class="button primary" onClick={props.onNext}>
          {text('recoveryKeyWritten')}
        </button>
        <button type="button" class="button" onClick={() => window.print()}>
          {text('print')}
        </button>
        <button type="button" class="button" onClick={props.onCancel}>
          {text('cancel')}
        </button>
      </div>
    </div>
  );
}

function TypeBack(props: {
  readonly recoveryKey: Bytes;
  readonly onNext: () => void;
  readonly onBack: () => void;
}): VNode {
  const groups = useMemo(() => pickRecoveryKeyGroups(systemRandom), []);
  const [typed, setTyped] = useState<readonly string[]>(groups.map(() => ''));
  const [isWrong, setWrong] = useState(false);

  function check(event: Event): void {
    event.preventDefault();
    const isRight = groups.every((group, index) =>
      isRecoveryKeyGroup(props.recoveryKey, group, typed[index] ?? ''),
    );
    setWrong(!isRight);
    if (isRight) props.onNext();
  }

  return (
    <form class="stack narrow" onSubmit={check}>
      <p>{text('recoveryKeyTypeBack')}</p>
      {groups.map((group, index) => (
        <TextField
          key={group}
          label={text('recoveryKeyGroup', group + 1)}
          value={typed[index] ?? ''}
          onInput={(value) => setTyped(typed.map((old, at) => (at === index ? value : old)))}
          autoFocus={index === 0}
          error={isWrong && index === groups.length - 1 ? text('recoveryKeyGroupWrong') : undefined}
        />
      ))}
      <div class="actions">
        <button class="button primary" type="submit">
          {text('continue')}
        </button>
        <button type="button" class="button" onClick={props.onBack}>
          {text('recoveryKeyShowAgain')}
        </button>
      </div>
    </form>
  );
}
