// First run: what it is, then one passphrase, twice. Nothing is stored before the button is pressed.
import type { VNode } from 'preact';
import { createVaultWithPassphrase, type PassphraseFailure } from '../ui/unlock/passphrase.ts';
import { type TextKey, text } from '../ui/text.ts';
import { FirstSteps } from './first-steps.tsx';
import { Gate } from './gate.tsx';
import { NewPassphraseForm } from './security/new-passphrase-form.tsx';
import { goTo, isChoosingPassphrase } from './place.ts';
import { refresh, wasErased, wasMade } from './state.ts';

const WHAT: readonly TextKey[] = ['welcomeKeeps', 'welcomeFills', 'welcomeStays'];

export function WelcomePlace(): VNode {
  return (
    <Gate isWide>
      {wasErased.value ? (
        <p class="notice" role="status">
          {text('vaultErased')}
        </p>
      ) : null}
      {isChoosingPassphrase.value ? <Choosing /> : <What />}
    </Gate>
  );
}

function What(): VNode {
  return (
    <>
      <FirstSteps at={1} />
      <h1>{text('welcomeWhat')}</h1>
      <ul class="advice">
        {WHAT.map((key) => (
          <li key={key}>{text(key)}</li>
        ))}
      </ul>
      <div class="actions">
        <a class="button primary" href="#/welcome/passphrase">
          {text('firstRunStart')}
        </a>
      </div>
    </>
  );
}

function Choosing(): VNode {
  return (
    <>
      <FirstSteps at={2} />
      <h1>{text('welcomeTitle')}</h1>
      <p>{text('welcomeText')}</p>
      <div class="narrow">
        <NewPassphraseForm label={text('createVault')} busyLabel={text('creatingVault')} onSubmit={create} />
      </div>
    </>
  );
}

async function create(passphrase: string): Promise<PassphraseFailure | undefined> {
  const created = await createVaultWithPassphrase(passphrase);
  if (!created.ok) return created.error;
  wasErased.value = false;
  wasMade.value = true;
  goTo('welcome');
  await refresh();
  return undefined;
}
