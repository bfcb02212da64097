// Which passphrases a backup is made with: the vault's is checked before the browser asks where the file goes.
import type { Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SlotView } from '../../messaging/page-responses.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { passphraseSlotIn, type PresentedMessage, withPresented } from '../../ui/unlock/passphrase.ts';
import { passphraseFailureText } from '../../ui/unlock/passphrase-form.tsx';
import { text } from '../../ui/text.ts';
import { useSecret } from '../../ui/unlock/use-secret.ts';
import { TextField } from '../../ui/text-field.tsx';
import { SubmitButton } from '../security/new-passphrase-form.tsx';
import { isLongEnough } from '../security/passphrase-strength.ts';
import { checkPresented } from '../security/check-presented.ts';

export interface BackupPassphrases {
  readonly presented: PresentedMessage;
  readonly ofFile: string;
}

interface Problem {
  readonly at: 'current' | 'other' | 'again';
  readonly sentence: string;
}

export function BackupPassphraseForm(props: {
  readonly onChecked: (passphrases: BackupPassphrases) => void;
}): VNode {
  const [slot] = useState(findSlot);
  const [refused, setRefused] = useState<string>();
  useEffect(() => {
    void slot.then((found) => setRefused(typeof found === 'string' ? found : undefined));
  }, []);
  if (refused !== undefined) {
    return (
      <p class="notice danger" role="alert">
        {refused}
      </p>
    );
  }
  return <Fields slot={slot} onChecked={props.onChecked} />;
}

/** The sentence that says why where there is none. */
async function findSlot(): Promise<SlotView | string> {
  const listed = await ask('slots/list', {});
  if (!listed.ok) return failureText(listed.error);
  return passphraseSlotIn(listed.value) ?? text('noPassphraseSlot');
}

function Fields(props: {
  /** Once the background has answered: who was faster than that is not made to press the button twice. */
  readonly slot: ReturnType<typeof findSlot>;
  readonly onChecked: (passphrases: BackupPassphrases) => void;
}): VNode {
  const passphrase = useSecret();
  const other = useSecret();
  const again = useSecret();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const errorAt = (at: Problem['at']) => (problem?.at === at ? problem.sentence : undefined);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    // As they are now: the fields may be typed in while the passphrase is checked.
    const [typed, ofFile] = [passphrase.value, other.value];
    if (isBusy || typed === '') return;
    const wrong = problemOf(ofFile, again.value);
    setProblem(wrong);
    if (wrong !== undefined) return;
    setBusy(true);
    const slot = await props.slot;
    if (typeof slot === 'string') return;
    const checked = await withPresented(typed, slot, checkPresented);
    setBusy(false);
    if (!checked.ok) return setProblem({ at: 'current', sentence: passphraseFailureText(checked.error) });
    return props.onChecked({ presented: checked.value, ofFile: ofFile === '' ? typed : ofFile });
  }

  return (
    <form class="stack narrow" onSubmit={(event) => void submit(event)}>
      <TextField
        label={text('passphraseCurrent')}
        type="password"
        autocomplete="current-password"
        value=""
        secret={passphrase}
        onInput={() => undefined}
        error={errorAt('current')}
      />
      <OtherPassphrase
        other={other}
        otherError={errorAt('other')}
        again={again}
        againError={errorAt('again')}
      />
      <SubmitButton isBusy={isBusy} label={text('continue')} busyLabel={text('working')} />
    </form>
  );
}

/** Twice, once there is anything in it. */
function OtherPassphrase(props: {
  readonly other: Signal<string>;
  readonly otherError: string | undefined;
  readonly again: Signal<string>;
  readonly againError: string | undefined;
}): VNode {
  return (
    <>
      <TextField
        label={text('backupOtherPassphrase')}
        hint={text('backupOtherPassphraseHint')}
        type="password"
        autocomplete="new-password"
        value=""
        secret={props.other}
        onInput={() => undefined}
        error={props.otherError}
      />
      {props.other.value === '' ? null : (
        <TextField
          label={text('backupOtherPassphraseAgain')}
          type="password"
          autocomplete="new-password"
          value=""
          secret={props.again}
          onInput={() => undefined}
          error={props.againError}
        />
      )}
    </>
  );
}

/** A typing error in it would make a file that nobody opens. */
function problemOf(other: string, again: string): Problem | undefined {
  if (other === '') return undefined;
  if (!isLongEnough(other)) return { at: 'other', sentence: text('passphraseTooShort') };
  return other === again ? undefined : { at: 'again', sentence: text('passphraseDiffers') };
}
