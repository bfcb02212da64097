import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../core/result.ts';
import type { SlotView } from '../messaging/page-responses.ts';
import { expectPassphrase, prepareKdf } from '../platform/crypto/kdf.ts';
import { ask } from '../ui/ask.ts';
import { passphraseFailureText } from '../ui/unlock/passphrase-form.tsx';
import {
  type PassphraseFailure,
  passphraseSlotIn,
  type PresentedMessage,
  withPresented,
} from '../ui/unlock/passphrase.ts';
import { useSecret } from '../ui/unlock/use-secret.ts';
import { text } from '../ui/text.ts';
import { TextField } from '../ui/text-field.tsx';

/** The passphrase, asked for although the vault is open: the site wants to know that it is the user. */
export function VerifyForm(props: {
  readonly label: ComponentChildren;
  readonly work: (presented: PresentedMessage) => Promise<Result<null, PassphraseFailure>>;
}): VNode {
  const [asked] = useState(askForSlot);
  const [slot, setSlot] = useState<SlotView>();
  const passphrase = useSecret();
  const [failure, setFailure] = useState<PassphraseFailure>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    prepareKdf();
    void asked.then((found) => setSlot(found.ok ? found.value : undefined));
  }, []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const typed = passphrase.value;
    if (isBusy || typed === '') return;
    setBusy(true);
    setFailure(undefined);
    // A quick hand is faster than the background: what it entered waits for the answer.
    const found = await asked;
    const done = found.ok ? await withPresented(typed, found.value, props.work) : found;
    setBusy(false);
    if (done.ok) return;
    setFailure(done.error);
    prepareKdf();
  }

  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <TextField
        label={text('passphrase')}
        type="password"
        hint={text('passkeyVerify')}
        value=""
        secret={passphrase}
        onInput={() => expectPassphrase(slot?.kdf)}
        error={failure === undefined ? undefined : passphraseFailureText(failure)}
        autocomplete="current-password"
        autoFocus
      />
      <button class="button primary" type="submit" disabled={isBusy}>
        {props.label}
      </button>
    </form>
  );
}

async function askForSlot(): Promise<Result<SlotView, PassphraseFailure>> {
  const slots = await ask('slots/list', {});
  if (!slots.ok) return slots;
  const slot = passphraseSlotIn(slots.value);
  return slot === undefined ? { ok: false, error: 'internal' } : { ok: true, value: slot };
}
