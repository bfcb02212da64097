import type { ComponentChildren, VNode } from 'preact';
import type { Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { PassphraseFailure } from '../../ui/unlock/passphrase.ts';
import { passphraseFailureText } from '../../ui/unlock/passphrase-form.tsx';
import { useSecret } from '../../ui/unlock/use-secret.ts';
import { type TextKey, text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { Progress } from '../../ui/progress.tsx';
import { loadPolicy } from './policy.ts';
import { isLongEnough, STRONGEST, strengthOf } from './passphrase-strength.ts';
import type { PassphraseStrength } from '../../core/policy/policy.ts';

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
  const passphrase = useSecret();
  const again = useSecret();
  const [isBusy, setBusy] = useState(false);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    // What was there twice at this moment, though somebody types on, or the form goes, while the policy is read.
    const chosen = passphrase.value;
    if (!isLongEnough(chosen)) return setProblem('short');
    if (chosen !== again.value) return setProblem('differs');
    setProblem(undefined);
    setBusy(true);
    const isWeak = await isWeakByPolicy(strengthOf(chosen));
    const failure = isWeak ? 'weak' : await props.onSubmit(chosen);
    setBusy(false);
    return setProblem(failure);
  }

  return (
    <form class="stack narrow" onSubmit={(event) => void submit(event)}>
      <TextField
        label={props.fieldLabel ?? text('passphrase')}
        type="password"
        autocomplete="new-password"
        value=""
        secret={passphrase}
        onInput={() => setProblem(undefined)}
        error={sentenceUnderField(problem)}
        autoFocus
      />
      <Strength secret={passphrase} />
      <TextField
        label={text('passphraseAgain')}
        type="password"
        autocomplete="new-password"
        value=""
        secret={again}
        onInput={() => setProblem(undefined)}
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

/** The strongest is strong enough for everybody: only others wait for the browser, which says late what is set (PolicyService). */
async function isWeakByPolicy(strength: PassphraseStrength): Promise<boolean> {
  return strength < STRONGEST && strength < (await loadPolicy()).leastStrength;
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

function Strength({ secret }: { readonly secret: Signal<string> }): VNode {
  if (secret.value === '') return <div class="meter" />;
  const strength = strengthOf(secret.value);
  const words = text(STRENGTH_TEXT[strength] ?? 'strengthWeak');
  return (
    <div class="meter" aria-live="polite">
      <meter min={0} max={3} low={2} optimum={3} value={strength + 1} aria-label={words} />
      <span>{words}</span>
    </div>
  );
}
