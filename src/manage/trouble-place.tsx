// What happened, what is safe, what can be done: one screen for each state in which the vault is not simply locked.
import type { VNode } from 'preact';
import type { SlotView, VaultStatus } from '../messaging/page-responses.ts';
import { isInPrivateWindow } from '../platform/private-context.ts';
import { PasskeyUnlock } from '../ui/unlock/passkey-unlock.tsx';
import { UnlockForm } from '../ui/unlock/passphrase-form.tsx';
import { type TextKey, text } from '../ui/text.ts';
import { TROUBLE_TEXT, type TroubleState } from '../ui/trouble-text.ts';
import { Gate } from './gate.tsx';
import { StartFresh } from './forgot-place.tsx';
import { saveRawData } from './security/raw-data.ts';
import { RecoveryKeyForm } from './security/recovery-key-form.tsx';
import { refresh } from './state.ts';
import { Toast } from './toast.tsx';
import { whenText } from './when-text.ts';

type Trouble = Exclude<VaultStatus, { readonly state: 'unlocked' | 'locked' | 'first-run' }>;

/** What may be tried besides the copy: by state, in the order of what is worth trying first. */
const ADVICE: { readonly [State in TroubleState]: readonly TextKey[] } = {
  'emptied-with-copy': ['adviceCopy', 'adviceRestart'],
  emptied: ['adviceRestart', 'adviceProfile', 'adviceBackup'],
  'unavailable-with-copy': ['adviceRestart', 'adviceCopy', 'adviceMoveOut'],
  unavailable: ['adviceRestart', 'adviceDisk', 'adviceProfile', 'adviceAddAgain'],
  'head-damaged-with-copy': ['adviceCopy', 'adviceRestart'],
  'head-damaged': ['adviceRestart', 'adviceProfile', 'adviceBackup'],
  'two-vaults': ['adviceTwoVaults'],
  'newer-format': ['adviceUpdate'],
};

function adviceFor(state: TroubleState): readonly TextKey[] {
  const isUnavailable = state === 'unavailable' || state === 'unavailable-with-copy';
  return isUnavailable && isInPrivateWindow() ? ['adviceHistory', ...ADVICE[state]] : ADVICE[state];
}

export function TroublePlace({ status }: { readonly status: Trouble }): VNode {
  return (
    <>
      <TroubleScreen status={status} />
      <Toast />
    </>
  );
}

function TroubleScreen({ status }: { readonly status: Trouble }): VNode {
  const { state } = status;
  return (
    <Gate isWide>
      <h1>{text('troubleTitle')}</h1>
      <p class="notice danger" role="alert">
        {text(TROUBLE_TEXT[state])}
      </p>
      <ul class="advice">
        {adviceFor(state).map((key) => (
          <li key={key}>{text(key)}</li>
        ))}
      </ul>
      {state === 'two-vaults' ? (
        <section class="stack">
          <h2>{text('unlockDatabase')}</h2>
          <UnlockForm slots={status.slots} onUnlocked={() => void refresh()} />
          <PasskeyUnlock slots={status.slots} onUnlocked={() => void refresh()} />
        </section>
      ) : null}
      {'copySlots' in status ? (
        <Copy slots={status.copySlots} writtenAt={status.copyWrittenAt} isSecond={state === 'two-vaults'} />
      ) : null}
      <RawData />
      {state === 'newer-format' || state === 'unavailable' ? null : <StartFresh />}
    </Gate>
  );
}

function Copy(props: {
  readonly slots: readonly SlotView[];
  readonly writtenAt: number;
  readonly isSecond: boolean;
}): VNode {
  return (
    <section class="stack">
      <h2>{text('unlockCopy')}</h2>
      <p>{text('unlockCopyText', whenText(props.writtenAt))}</p>
      <UnlockForm
        slots={props.slots}
        source="copy"
        takesFocus={!props.isSecond}
        onUnlocked={() => void refresh()}
      />
      <PasskeyUnlock slots={props.slots} source="copy" onUnlocked={() => void refresh()} />
      <RecoveryKeyForm slots={props.slots} source="copy" onUnlocked={() => void refresh()} />
    </section>
  );
}

/** Sealed, for a day on which somebody can read what this program cannot. */
function RawData(): VNode {
  return (
    <section class="stack">
      <h2>{text('rawData')}</h2>
      <p>{text('rawDataText')}</p>
      <div class="actions">
        <button type="button" class="button" onClick={() => void saveRawData()}>
          {text('rawDataSave')}
        </button>
      </div>
    </section>
  );
}
