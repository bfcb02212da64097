// The key slots of the vault: what opens it, and how to change that.
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { decodeHex } from '../../core/bytes/hex.ts';
import { DEFAULT_KDF, STRONGER_KDF } from '../../core/vault/keys/kdf-parameters.ts';
import type { SlotView } from '../../messaging/page-responses.ts';
import { canAskPasskey } from '../../platform/crypto/can-ask-passkey.ts';
import { forgetPasskey } from '../../platform/crypto/webauthn-prf.ts';
import { ask } from '../../ui/ask.ts';
import { visibleName } from '../../core/vault/records/account-name.ts';
import { failureText } from '../../ui/failure-text.ts';
import {
  type PassphraseFailure,
  type PresentedMessage,
  withNewPassphrase,
} from '../../ui/unlock/passphrase.ts';
import { type TextKey, text } from '../../ui/text.ts';
import { CheckField } from '../recovery/check-field.tsx';
import { checkPresented } from './check-presented.ts';
import { ConfirmForm } from './confirm-form.tsx';
import { NewPasskey } from '../passkeys/new-passkey.tsx';
import { NewPassphraseForm } from './new-passphrase-form.tsx';
import { NewRecoveryKey } from './new-recovery-key.tsx';
import { RotateKey } from './rotate-key.tsx';
import { recovered, toast } from '../state.ts';
import { whenText } from '../when-text.ts';

type Open = 'passphrase' | 'recovery-key' | 'passkey' | 'rotate' | { readonly remove: SlotView } | undefined;

const KIND_TEXT: { readonly [Kind in SlotView['kind']]: TextKey } = {
  passphrase: 'slotPassphrase',
  'recovery-key': 'slotRecoveryKey',
  passkey: 'slotPasskey',
};

export function WaysInSection(): VNode {
  const [slots, setSlots] = useState<readonly SlotView[]>([]);
  const [open, setOpen] = useState<Open>();
  const load = () =>
    void ask('slots/list', {}).then((listed) => {
      if (listed.ok) setSlots(listed.value);
      else toast.value = { text: failureText(listed.error) };
    });
  useEffect(load, []);
  // Who came in by the recovery key has forgotten the passphrase: a new one is the next thing to do.
  const isRecovered = recovered.value !== undefined;
  useEffect(() => {
    if (isRecovered) setOpen('passphrase');
  }, [isRecovered]);

  const heading = useRef<HTMLHeadingElement>(null);
  function close(): void {
    heading.current?.focus();
    setOpen(undefined);
  }

  function done(words: string): void {
    toast.value = { text: words };
    close();
    load();
  }

  return (
    <section class="stack">
      <h2 ref={heading} tabIndex={-1}>
        {text('waysIn')}
      </h2>
      <p class="hint">{text('waysInText')}</p>
      <ul class="entries">
        {slots.map((slot) => (
          <li key={slot.slotId}>
            <div class="names">
              <strong>{text(KIND_TEXT[slot.kind])}</strong>
              {slot.label === '' ? null : <bdi>{visibleName(slot.label)}</bdi>}
              <span class="hint">{text('slotSince', whenText(slot.createdAt))}</span>
            </div>
            {slot.kind === 'passphrase' ? null : (
              <button type="button" class="button small danger" onClick={() => setOpen({ remove: slot })}>
                {text('slotRemove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Actions slots={slots} onOpen={setOpen} />
      <OpenForm key={keyOf(open)} open={open} slots={slots} onDone={done} onCancel={close} />
    </section>
  );
}

/** A form that is opened for something else starts anew. */
function keyOf(open: Open): string {
  return typeof open === 'object' ? open.remove.slotId : (open ?? '');
}

function Actions(props: {
  readonly slots: readonly SlotView[];
  readonly onOpen: (open: Open) => void;
}): VNode {
  const hasRecoveryKey = props.slots.some(({ kind }) => kind === 'recovery-key');
  return (
    <div class="actions">
      <button type="button" class="button small" onClick={() => props.onOpen('passphrase')}>
        {text('passphraseChange')}
      </button>
      <button type="button" class="button small" onClick={() => props.onOpen('recovery-key')}>
        {hasRecoveryKey ? text('recoveryKeyReplace') : text('recoveryKeyMake')}
      </button>
      <button type="button" class="button small" onClick={() => props.onOpen('rotate')}>
        {text('rotate')}
      </button>
      {canAskPasskey() ? (
        <button type="button" class="button small" onClick={() => props.onOpen('passkey')}>
          {text('slotPasskeyAdd')}
        </button>
      ) : (
        <p class="hint">{text('slotPasskeyFirefox')}</p>
      )}
    </div>
  );
}

function OpenForm(props: {
  readonly open: Open;
  readonly slots: readonly SlotView[];
  readonly onDone: (words: string) => void;
  readonly onCancel: () => void;
}): VNode | null {
  const { open, slots, onDone, onCancel } = props;
  if (open === undefined) return null;
  if (open === 'passphrase') {
    return (
      <ChangePassphrase slots={slots} onDone={() => onDone(text('passphraseChanged'))} onCancel={onCancel} />
    );
  }
  if (open === 'recovery-key') {
    return (
      <NewRecoveryKey slots={slots} onDone={() => onDone(text('recoveryKeyMade'))} onCancel={onCancel} />
    );
  }
  if (open === 'passkey') {
    return <NewPasskey slots={slots} onDone={() => onDone(text('slotPasskeyAdded'))} onCancel={onCancel} />;
  }
  if (open === 'rotate') {
    return <RotateKey slots={slots} onDone={onDone} onCancel={onCancel} />;
  }
  const { slotId, kind, credentialId } = open.remove;
  return (
    <ConfirmForm
      slots={slots}
      label={text('slotRemove')}
      busyLabel={text('working')}
      isDangerous
      work={(presented) => ask('slots/remove', { presented, slotId })}
      onDone={() => {
        const credential = decodeHex(credentialId ?? '');
        if (kind === 'passkey' && credential !== undefined) void forgetPasskey(credential);
        onDone(text('slotRemoved'));
      }}
      onCancel={onCancel}
    >
      <p class="notice warning">{text(kind === 'passkey' ? 'slotRemovePasskeyText' : 'slotRemoveText')}</p>
    </ConfirmForm>
  );
}

/** First who asks, then the new passphrase: two steps, so that each has one field to think about. */
function ChangePassphrase(props: {
  readonly slots: readonly SlotView[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}): VNode {
  const [presented, setPresented] = useState<PresentedMessage | undefined>(recovered.value);
  const isRecovered = presented !== undefined && presented === recovered.value;
  const [isStronger, setStronger] = useState(false);
  if (presented === undefined) {
    return (
      <ConfirmForm
        slots={props.slots}
        label={text('continue')}
        busyLabel={text('working')}
        work={checkPresented}
        onDone={setPresented}
        onCancel={props.onCancel}
      />
    );
  }

  async function change(passphrase: string): Promise<PassphraseFailure | undefined> {
    if (presented === undefined) return 'bad-request';
    const kdf = isStronger ? STRONGER_KDF : DEFAULT_KDF;
    const changed = await withNewPassphrase(passphrase, kdf, (next) =>
      ask('slots/change-passphrase', { presented, next }),
    );
    if (!changed.ok) return changed.error;
    recovered.value = undefined;
    props.onDone();
    return undefined;
  }

  return (
    <div class="stack">
      <h3>{text('passphraseNew')}</h3>
      {isRecovered ? <p>{text('passphraseRecovered')}</p> : null}
      <p class="notice warning">{text('passphraseChangeText')}</p>
      <NewPassphraseForm
        label={text('passphraseChange')}
        busyLabel={text('working')}
        fieldLabel={text('passphraseNewField')}
        onSubmit={change}
        onCancel={props.onCancel}
      >
        <CheckField label={text('strongerKdf')} isChecked={isStronger} onCheck={setStronger} />
      </NewPassphraseForm>
    </div>
  );
}
