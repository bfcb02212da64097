import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { decodeBase64, encodeBase64 } from '../../core/bytes/base64.ts';
import type { Bytes } from '../../core/bytes/bytes.ts';
import type { Result } from '../../core/result.ts';
import { DEFAULT_KDF } from '../../core/vault/keys/kdf-parameters.ts';
import { askWhereToSave, readPickedFile, type SavedFile } from '../../platform/files/backup-file.ts';
import { systemClock } from '../../platform/system.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { type PassphraseFailure, withNewPassphrase } from '../../ui/unlock/passphrase.ts';
import { passphraseFailureText } from '../../ui/unlock/passphrase-form.tsx';
import { countText, text } from '../../ui/text.ts';
import { BackupPassphraseForm, type BackupPassphrases } from './backup-passphrase-form.tsx';
import { FilePicker } from '../file-picker.tsx';
import { SubmitButton } from '../security/new-passphrase-form.tsx';

/** With the passphrases of the file to be saved, once they are known to be right. */
type Step = 'ask' | BackupPassphrases | 'unchecked' | 'checked';

interface Made {
  readonly saved: SavedFile;
  /** Accounts that are damaged in the vault, so that no file can have them. */
  readonly unreadable: number;
}

/** The file is under the vault's passphrase, or under one of its own. It counts once it was read back. */
export function MakeBackup({ onMade }: { readonly onMade: () => void }): VNode {
  const [step, setStep] = useState<Step>('ask');
  const [unreadable, setUnreadable] = useState(0);
  const [sentence, setSentence] = useState<string>();

  const heading = useRef<HTMLHeadingElement>(null);
  /** What had the focus goes with its step. */
  function show(next: Step): void {
    heading.current?.focus();
    setStep(next);
  }

  function start(): void {
    setUnreadable(0);
    setSentence(undefined);
    show('ask');
  }

  async function finish(made: Made): Promise<void> {
    setUnreadable(made.unreadable);
    if (made.saved.is === 'failed') return setSentence(text('backupNotWritten'));
    if (made.saved.is === 'cancelled') return undefined;
    setSentence(undefined);
    if (made.saved.is === 'downloaded') return show('unchecked');
    return confirm(made.saved.file);
  }

  async function confirm(file: Bytes): Promise<void> {
    const confirmed = await ask('backup/confirm', { file: encodeBase64(file) });
    setSentence(confirmed.ok ? undefined : failureText(confirmed.error));
    // What was written is not the file: it can be picked again, or written again.
    if (!confirmed.ok) return show('unchecked');
    show('checked');
    return onMade();
  }

  return (
    <section class="stack">
      <h2 ref={heading} tabIndex={-1}>
        {text('backupMake')}
      </h2>
      <Notices sentence={sentence} unreadable={unreadable} />
      {step === 'ask' ? <BackupPassphraseForm onChecked={show} /> : null}
      {typeof step === 'object' ? (
        <SaveForm passphrases={step} onSaved={(made) => void finish(made)} onCancel={start} />
      ) : null}
      {step === 'unchecked' ? <Unchecked onPick={confirm} onAgain={start} /> : null}
      {step === 'checked' ? <Checked unreadable={unreadable} onAgain={start} /> : null}
    </section>
  );
}

function Notices(props: { readonly sentence: string | undefined; readonly unreadable: number }): VNode {
  const { sentence, unreadable } = props;
  return (
    <>
      {sentence === undefined ? null : (
        <p class="notice danger" role="alert">
          {sentence}
        </p>
      )}
      {unreadable === 0 ? null : (
        <p class="notice warning" role="alert">
          {countText(unreadable, ['backupUnreadable', 'backupUnreadableOne'])}
        </p>
      )}
    </>
  );
}

function Unchecked(props: {
  readonly onPick: (file: Bytes) => Promise<void>;
  readonly onAgain: () => void;
}): VNode {
  return (
    <div class="notice warning stack">
      <p>{text('backupUnchecked')}</p>
      <FilePicker
        label={text('backupPickToCheck')}
        onPick={(file) => void readPickedFile(file).then(props.onPick)}
      />
      <Again onAgain={props.onAgain} />
    </div>
  );
}

function Checked(props: { readonly unreadable: number; readonly onAgain: () => void }): VNode {
  const { unreadable } = props;
  return (
    <>
      <p class="notice" role="status">
        {unreadable === 0
          ? text('backupChecked')
          : countText(unreadable, ['backupCheckedWithout', 'backupCheckedWithoutOne'])}
      </p>
      <Again onAgain={props.onAgain} />
    </>
  );
}

function Again({ onAgain }: { readonly onAgain: () => void }): VNode {
  return (
    <div class="actions">
      <button type="button" class="button small" onClick={onAgain}>
        {text('backupMakeAnother')}
      </button>
    </div>
  );
}

/** A step of its own, once the passphrase was right: the browser opens its dialog only in the turn of a click. */
function SaveForm(props: {
  readonly passphrases: BackupPassphrases;
  readonly onSaved: (made: Made) => void;
  readonly onCancel: () => void;
}): VNode {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    setProblem(undefined);
    const write = await askWhereToSave(fileName());
    if (write === 'cancelled') return;
    setBusy(true);
    const made = await makeFile(props.passphrases);
    setBusy(false);
    if (!made.ok) return setProblem(passphraseFailureText(made.error));
    return props.onSaved({ saved: await write(made.value.file), unreadable: made.value.unreadable });
  }

  return (
    <form class="stack narrow" onSubmit={(event) => void submit(event)}>
      <p>{text('backupReady')}</p>
      {problem === undefined ? null : (
        <p class="notice danger" role="alert">
          {problem}
        </p>
      )}
      <div class="actions">
        <SubmitButton isBusy={isBusy} label={text('backupSave')} busyLabel={text('working')} />
        <button type="button" class="button" onClick={props.onCancel}>
          {text('cancel')}
        </button>
      </div>
    </form>
  );
}

async function makeFile({
  presented,
  ofFile,
}: BackupPassphrases): Promise<Result<{ file: Bytes; unreadable: number }, PassphraseFailure>> {
  const made = await withNewPassphrase(ofFile, DEFAULT_KDF, (next) =>
    ask('backup/make', { presented, next }),
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
