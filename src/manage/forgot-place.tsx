import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { DEFAULT_KDF } from '../core/vault/keys/kdf-parameters.ts';
import type { SlotView } from '../messaging/page-responses.ts';
import { ask } from '../ui/ask.ts';
import { type PassphraseFailure, type UnlockSource, withNewPassphrase } from '../ui/unlock/passphrase.ts';
import { text } from '../ui/text.ts';
import { Gate } from './gate.tsx';
import { NewPassphraseForm } from './security/new-passphrase-form.tsx';
import { goTo } from './place.ts';
import { RecoveryKeyForm } from './security/recovery-key-form.tsx';
import { recovered, refresh, status, wasMade } from './state.ts';

/** "Forgot your passphrase?": the recovery key, or a fresh vault that sets the old one aside. */
export function ForgotPlace(props: {
  readonly slots: readonly SlotView[];
  readonly source: UnlockSource;
}): VNode {
  const hasRecoveryKey = props.slots.some(({ kind }) => kind === 'recovery-key');
  return (
    <Gate isWide>
      <h1>{text('forgotTitle')}</h1>
      <p>{text('forgotText')}</p>
      <section class="stack">
        <h2>{text('forgotByRecoveryKey')}</h2>
        {hasRecoveryKey ? (
          <RecoveryKeyForm
            slots={props.slots}
            source={props.source}
            onUnlocked={(presented) => {
              goTo('security');
              void refresh().then(() => {
                if (status.value?.state === 'unlocked') recovered.value = presented;
              });
            }}
          />
        ) : (
          <p class="hint">{text('forgotNoRecoveryKey')}</p>
        )}
      </section>
      <section class="stack">
        <h2>{text('forgotByBackup')}</h2>
        <p>{text('forgotByBackupText')}</p>
      </section>
      <StartFresh />
      <a href="#/accounts">{text('back')}</a>
    </Gate>
  );
}

/** The old vault is set aside and never deleted by this. */
export function StartFresh(): VNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <section class="stack">
      <h2>{text('startFresh')}</h2>
      <p>{text('startFreshText')}</p>
      {isOpen ? (
        <NewPassphraseForm
          label={text('startFreshDo')}
          busyLabel={text('creatingVault')}
          onSubmit={startFresh}
        />
      ) : (
        <div class="actions">
          <button type="button" class="button" onClick={() => setOpen(true)}>
            {text('startFresh')}
          </button>
        </div>
      )}
    </section>
  );
}

async function startFresh(passphrase: string): Promise<PassphraseFailure | undefined> {
  const started = await withNewPassphrase(passphrase, DEFAULT_KDF, (next) => ask('vault/start-fresh', next));
  if (!started.ok) return started.error;
  wasMade.value = true;
  goTo('welcome');
  await refresh();
  return undefined;
}
