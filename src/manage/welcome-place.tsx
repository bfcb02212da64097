import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { type PassphraseFailure, createVaultWithPassphrase } from '../ui/passphrase.ts';
import { passphraseFailureText } from '../ui/passphrase-form.tsx';
import { type TextKey, text } from '../ui/text.ts';
import { TextField } from '../ui/text-field.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { isLongEnough, strengthOf } from './passphrase-strength.ts';
import { goTo } from './place.ts';
import { refresh } from './state.ts';

type Problem = 'short' | 'differs' | PassphraseFailure;

/** First run: one passphrase, twice. Nothing is stored before the button is pressed. */
export function WelcomePlace(): VNode {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);

  async function create(event: Event): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    if (!isLongEnough(passphrase)) return setProblem('short');
    if (passphrase !== again) return setProblem('differs');
    setProblem(undefined);
    setBusy(true);
    const created = await createVaultWithPassphrase(passphrase);
    setBusy(false);
    if (!created.ok) return setProblem(created.error);
    goTo('welcome');
    return refresh();
  }

  return (
    <main class="gate">
      <h1>{text('welcomeTitle')}</h1>
      <p>{text('welcomeText')}</p>
      <form class="stack" onSubmit={(event) => void create(event)}>
        <TextField
          label={text('passphrase')}
          type="password"
          autocomplete="new-password"
          value={passphrase}
          onInput={setPassphrase}
          error={problem === 'short' ? text('passphraseTooShort') : undefined}
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
        <Failure problem={problem} />
        <CreateButton isBusy={isBusy} />
      </form>
    </main>
  );
}

function CreateButton({ isBusy }: { readonly isBusy: boolean }): VNode {
  const showsProgress = useDelayed(isBusy, 300);
  return (
    <>
      <button class="button primary" type="submit" disabled={isBusy}>
        {isBusy ? text('creatingVault') : text('createVault')}
      </button>
      {showsProgress ? <div class="progress" role="progressbar" aria-label={text('creatingVault')} /> : null}
    </>
  );
}

/** What the fields themselves cannot say. */
function Failure({ problem }: { readonly problem: Problem | undefined }): VNode | null {
  if (problem === undefined || problem === 'short' || problem === 'differs') return null;
  return (
    <p class="notice danger" role="alert">
      {passphraseFailureText(problem)}
    </p>
  );
}

/** What to do next, right after the vault was made. */
export function ReadyPlace(): VNode {
  return (
    <>
      <h1>{text('createdTitle')}</h1>
      <p>{text('createdText')}</p>
      <p class="hint">{text('createdPin')}</p>
    </>
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
