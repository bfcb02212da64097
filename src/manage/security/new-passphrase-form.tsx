import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { PassphraseFailure } from '../../ui/unlock/passphrase.ts';
import { passphraseFailureText } from '../../ui/unlock/passphrase-form.tsx';
import { type TextKey, text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { Progress } from '../../ui/progress.tsx';
import { loadPolicy } from './policy.ts';
import { isLongEnough, strengthOf } from './passphrase-strength.ts';

type Problem = 'short' | 'weak' | 'differs' | PassphraseFailure;

interface NewPassphraseFormProps {
  readonly label: string;
  readonly busyLabel: string;
  readonly fieldLabel?: string;
  /** Below the fields. */
  readonly children?: ComponentChildren;
  readonly onCancel?: () => void;
  /** Undefined where it worked. */
  readonly onSubmit: (passphrase: string) => Promise<PassphraseFailure | undefined>;
}

/** One passphrase, twice, with its strength. Nothing happens before the button is pressed. */
export function NewPassphraseForm(props: NewPassphraseFormProps): VNode {
  const [problem, setProblem] = useState<Problem>();
  const [passphrase, setPassphrase] = useTyped(setProblem);
  const [again, setAgain] = useTyped(setProblem);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    if (!isLongEnough(passphrase)) return setProblem('short');
    if (passphrase !== again) return setProblem('differs');
    setProblem(undefined);
    setBusy(true);
    if (strengthOf(passphrase) < (await loadPolicy()).leastStrength) {
      setBusy(false);
      return setProblem('weak');
    }
    const failure = await props.onSubmit(passphrase);
    setBusy(false);
    return setProblem(failure);
  }

  return (
    <form class="stack narrow" onSubmit={(event) => void submit(event)}>
      <TextField
        label={props.fieldLabel ?? text('passphrase')}
        type="password"
        autocomplete="new-password"
        value={passphrase}
        onInput={setPassphrase}
        error={sentenceUnderField(problem)}
        autoFocus
      />
      <Strength passphrase={passphrase} />
      <TextField
        label={text('passphraseAgain')}
        type="password"
        autocomplete="new-password"
        value={again}
        onInput={setAgain}
        error={problem === 'differs' ? text('passphraseDiffers') : undefined}
      />
      {props.children}
      <Failure problem={problem} />
      <div class="actions">
        <SubmitButton isBusy={isBusy} label={props.label} busyLabel={props.busyLabel} />
        <CancelButton onCancel={props.onCancel} />
      </div>
    </form>
  );
}

/** What was wrong with one passphrase is not said of the next. */
function useTyped(setProblem: (problem: undefined) => void): readonly [string, (next: string) => void] {
  const [typed, setTyped] = useState('');
  return [
    typed,
    (next) => {
      setTyped(next);
      setProblem(undefined);
    },
  ];
}

export function CancelButton({ onCancel }: { readonly onCancel: (() => void) | undefined }): VNode | null {
  if (onCancel === undefined) return null;
  return (
    <button type="button" class="button" onClick={onCancel}>
      {text('cancel')}
    </button>
  );
}

/** The button of a form that derives a key: progress shows once it takes longer than 300 ms. */
export function SubmitButton(props: {
  readonly isBusy: boolean;
  readonly label: string;
  readonly busyLabel: string;
  readonly isDangerous?: boolean;
}): VNode {
  const { isBusy, label, busyLabel, isDangerous = false } = props;
  return (
    <>
      <button class={isDangerous ? 'button danger' : 'button primary'} type="submit" disabled={isBusy}>
        {isBusy ? busyLabel : label}
      </button>
      <Progress isBusy={isBusy} label={busyLabel} />
    </>
  );
}

function sentenceUnderField(problem: Problem | undefined): string | undefined {
  if (problem === 'short') return text('passphraseTooShort');
  return problem === 'weak' ? text('policyPassphraseWeak') : undefined;
}

/** What the fields themselves cannot say. */
function Failure({ problem }: { readonly problem: Problem | undefined }): VNode | null {
  if (problem === undefined || problem === 'short' || problem === 'weak' || problem === 'differs')
    return null;
  return (
    <p class="notice danger" role="alert">
      {passphraseFailureText(problem)}
    </p>
  );
}

const STRENGTH_TEXT: readonly TextKey[] = ['strengthWeak', 'strengthFair', 'strengthGood'];

function Strength({ passphrase }: { readonly passphrase: string }): VNode {
  if (passphrase === '') return <div class="meter" />;
  const strength = strengthOf(passphrase);
  const words = text(STRENGTH_TEXT[strength] ?? 'strengthWeak');
  return (
    <div class="meter" aria-live="polite">
      <meter min={0} max={3} low={2} optimum={3} value={strength + 1} aria-label={words} />
      <span>{words}</span>
    </div>
  );
}
