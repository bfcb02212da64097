import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { decodeBase64, encodeBase64 } from '../core/bytes/base64.ts';
import type { Bytes } from '../core/bytes/bytes.ts';
import type { Result } from '../core/result.ts';
import { DEFAULT_KDF } from '../core/vault/kdf-parameters.ts';
import type { SlotView } from '../messaging/page-responses.ts';
import { askWhereToSave, readPickedFile, type SavedFile } from '../platform/backup-file.ts';
import { systemClock } from '../platform/system.ts';
import { ask } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import {
  type PassphraseFailure,
  passphraseSlotIn,
  withNewPassphrase,
  withPresented,
} from '../ui/passphrase.ts';
import { passphraseFailureText } from '../ui/passphrase-form.tsx';
import { text } from '../ui/text.ts';
import { TextField } from '../ui/text-field.tsx';
import { FilePicker } from './file-picker.tsx';
import { SubmitButton } from './new-passphrase-form.tsx';
import { isLongEnough } from './passphrase-strength.ts';

type Step = 'ask' | 'unchecked' | 'checked';

/** The file is under the vault's passphrase, or under one of its own. It counts once it was read back. */
export function MakeBackup({ onMade }: { readonly onMade: () => void }): VNode {
  const [step, setStep] = useState<Step>('ask');
  const [sentence, setSentence] = useState<string>();

  async function finish(saved: SavedFile): Promise<void> {
    if (saved.is === 'cancelled') return;
    if (saved.is === 'failed') return setSentence(text('backupNotWritten'));
    if (saved.is === 'downloaded') return setStep('unchecked');
    return confirm(saved.file);
  }

  async function confirm(file: Bytes): Promise<void> {
    const confirmed = await ask('backup/confirm', { file: encodeBase64(file) });
    setSentence(confirmed.ok ? undefined : failureText(confirmed.error));
    if (!confirmed.ok) return;
    setStep('checked');
    onMade();
  }

  return (
    <section class="stack">
      <h2>{text('backupMake')}</h2>
      {sentence === undefined ? null : (
        <p class="notice danger" role="alert">
          {sentence}
        </p>
      )}
      {step === 'ask' ? <MakeForm onSaved={(saved) => void finish(saved)} /> : null}
      {step === 'unchecked' ? (
        <div class="notice warning stack">
          <p>{text('backupUnchecked')}</p>
          <FilePicker
            label={text('backupPickToCheck')}
            onPick={(file) => void readPickedFile(file).then(confirm)}
          />
        </div>
      ) : null}
      {step === 'checked' ? (
        <p class="notice" role="status">
          {text('backupChecked')}
        </p>
      ) : null}
    </section>
  );
}

function MakeForm({ onSaved }: { readonly onSaved: (saved: SavedFile) => void }): VNode {
  const [passphrase, setPassphrase] = useState('');
  const [other, setOther] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const slots = useRef<readonly SlotView[]>([]);
  useEffect(() => {
    void ask('slots/list', {}).then((listed) => {
      if (listed.ok) slots.current = listed.value;
    });
  }, []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const slot = passphraseSlotIn(slots.current);
    if (isBusy || passphrase === '' || slot === undefined) return;
    if (other !== '' && !isLongEnough(other)) return setProblem(text('passphraseTooShort'));
    setProblem(undefined);
    // Asked in the turn of the click: the browser opens its dialog for nothing else.
    const write = await askWhereToSave(fileName());
    if (write === 'cancelled') return;
    setBusy(true);
    const made = await makeFile(slot, passphrase, other);
    setBusy(false);
    if (!made.ok) return setProblem(passphraseFailureText(made.error));
    if (made.value.unreadable > 0) setProblem(text('backupUnreadable', made.value.unreadable));
    onSaved(await write(made.value.file));
  }

  return (
    <form class="stack narrow" onSubmit={(event) => void submit(event)}>
      <TextField
        label={text('passphraseCurrent')}
        type="password"
        autocomplete="current-password"
        value={passphrase}
        onInput={setPassphrase}
        error={problem}
      />
      <TextField
        label={text('backupOtherPassphrase')}
        hint={text('backupOtherPassphraseHint')}
        type="password"
        autocomplete="new-password"
        value={other}
        onInput={setOther}
      />
      <SubmitButton isBusy={isBusy} label={text('backupSave')} busyLabel={text('working')} />
    </form>
  );
}

async function makeFile(
  slot: SlotView,
  passphrase: string,
  other: string,
): Promise<Result<{ file: Bytes; unreadable: number }, PassphraseFailure>> {
  const made = await withPresented(passphrase, slot, (presented) =>
    withNewPassphrase(other === '' ? passphrase : other, DEFAULT_KDF, (next) =>
      ask('backup/make', { presented, next }),
    ),
  );
  if (!made.ok) return made;
  const file = decodeBase64(made.value.file);
  if (file === undefined) return { ok: false, error: 'internal' };
  return { ok: true, value: { file, unreadable: made.value.unreadable } };
}

function fileName(): string {
  const day = new Date(systemClock.now()).toISOString().slice(0, 10);
  return `tallystick-backup-${day}.tallystick`;
}
