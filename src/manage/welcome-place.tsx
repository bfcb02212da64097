import type { VNode } from 'preact';
import { createVaultWithPassphrase, type PassphraseFailure } from '../ui/unlock/passphrase.ts';
import { text } from '../ui/text.ts';
import { FirstSteps } from './first-steps.tsx';
import { NewPassphraseForm } from './security/new-passphrase-form.tsx';
import { goTo } from './place.ts';
import { refresh, wasErased, wasMade } from './state.ts';

/** First run: one passphrase, twice. Nothing is stored before the button is pressed. */
export function WelcomePlace(): VNode {
  return (
    <main class="gate">
      <div class="brand">
        <img src="/icons/icon-48.png" alt="" />
        {text('extensionName')}
      </div>
      {wasErased.value ? (
        <p class="notice" role="status">
          {text('vaultErased')}
        </p>
      ) : null}
      <FirstSteps at={1} />
      <h1>{text('welcomeTitle')}</h1>
      <p>{text('welcomeWhat')}</p>
      <p>{text('welcomeText')}</p>
      <NewPassphraseForm label={text('createVault')} busyLabel={text('creatingVault')} onSubmit={create} />
    </main>
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
