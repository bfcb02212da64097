// Picking a backup file and giving its passphrase: the first two steps of checking and of restoring.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { type BackupDescription, readBackupSlots } from '../../core/backup/open-backup.ts';
import { encodeBase64 } from '../../core/bytes/base64.ts';
import type { Bytes } from '../../core/bytes/bytes.ts';
import type { Result } from '../../core/result.ts';
import type { PageRequest } from '../../messaging/page-requests.ts';
import type { FailureCode } from '../../messaging/failure.ts';
import { readPickedFile } from '../../platform/files/backup-file.ts';
import { deriveFromPassphrase, KdfError } from '../../platform/crypto/kdf.ts';
import { failureText } from '../../ui/failure-text.ts';
import { text } from '../../ui/text.ts';
import { useSecret } from '../../ui/unlock/use-secret.ts';
import { TextField } from '../../ui/text-field.tsx';
import { FilePicker } from '../file-picker.tsx';
import { SubmitButton } from '../security/new-passphrase-form.tsx';
import { whenText } from '../when-text.ts';

export type GivenMessage = PageRequest<'backup/preview'>['given'];

interface Picked {
  readonly name: string;
  readonly file: Bytes;
  readonly description: BackupDescription;
}

const UNREADABLE: {
  readonly [Code in
    | 'not-a-backup'
    | 'too-large'
    | 'damaged'
    | 'newer-format'
    | 'unacceptable-kdf']: FailureCode;
} = {
  'not-a-backup': 'backup-unknown',
  'too-large': 'backup-too-large',
  damaged: 'backup-damaged',
  'newer-format': 'backup-newer',
  'unacceptable-kdf': 'backup-damaged',
};

export function OpenBackupFile(props: {
  readonly label: string;
  readonly button: string;
  /** A sentence where it did not work. */
  readonly onGiven: (given: GivenMessage) => Promise<string | undefined>;
}): VNode {
  const [picked, setPicked] = useState<Picked>();
  const [sentence, setSentence] = useState<string>();

  async function pick(chosen: File): Promise<void> {
    setPicked(undefined);
    const file = await readPickedFile(chosen);
    const read = readBackupSlots(file);
    if (!read.ok) return setSentence(failureText(UNREADABLE[read.error]));
    setSentence(undefined);
    return setPicked({ name: chosen.name, file, description: read.value });
  }

  return (
    <div class="stack">
      <FilePicker label={props.label} onPick={(file) => void pick(file)} />
      {sentence === undefined ? null : (
        <p class="notice danger" role="alert">
          {sentence}
        </p>
      )}
      {picked === undefined ? null : (
        <FilePassphrase key={picked.name} picked={picked} button={props.button} onGiven={props.onGiven} />
      )}
    </div>
  );
}

function FilePassphrase(props: {
  readonly picked: Picked;
  readonly button: string;
  readonly onGiven: (given: GivenMessage) => Promise<string | undefined>;
}): VNode {
  const passphrase = useSecret();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (isBusy || passphrase.value === '') return;
    setBusy(true);
    const given = await secretFor(props.picked, passphrase.value);
    const refused = given.ok ? await props.onGiven(given.value) : text('kdfFailed');
    setBusy(false);
    setProblem(refused);
    if (refused === undefined) passphrase.value = '';
  }

  return (
    <form class="stack narrow" onSubmit={(event) => void submit(event)}>
      <p class="hint">
        {text('backupFileOf', props.picked.name, whenText(props.picked.description.createdAt))}
      </p>
      <TextField
        label={text('backupPassphrase')}
        type="password"
        autocomplete="current-password"
        value=""
        secret={passphrase}
        onInput={() => undefined}
        error={problem}
        autoFocus
      />
      <SubmitButton isBusy={isBusy} label={props.button} busyLabel={text('working')} />
    </form>
  );
}

async function secretFor(
  { file, description }: Picked,
  passphrase: string,
): Promise<Result<GivenMessage, 'kdf-failed'>> {
  const slot = description.slots.find(({ kind }) => kind === 'passphrase');
  if (slot === undefined || slot.kdf === null) return { ok: false, error: 'kdf-failed' };
  try {
    const secret = await deriveFromPassphrase(passphrase, slot.salt, slot.kdf);
    return {
      ok: true,
      value: { file: encodeBase64(file), slotId: slot.slotId, secret: encodeBase64(secret) },
    };
  } catch (error) {
    if (error instanceof KdfError) return { ok: false, error: 'kdf-failed' };
    throw error;
  }
}
