// A passkey as one more way in: first who asks, then its name and the browser's own question.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { SlotView } from '../../messaging/page-responses.ts';
import { addPasskey, type PasskeyTrouble, passkeyTroubleText } from '../../ui/unlock/passkey.ts';
import type { PresentedMessage } from '../../ui/unlock/passphrase.ts';
import { text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { checkPresented } from '../security/check-presented.ts';
import { ConfirmForm } from '../security/confirm-form.tsx';
import { CancelButton } from '../security/new-passphrase-form.tsx';

interface Steps {
  readonly slots: readonly SlotView[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

const MAX_LABEL = 60;

export function NewPasskey(props: Steps): VNode {
  const [presented, setPresented] = useState<PresentedMessage>();
  if (presented !== undefined) return <Create {...props} presented={presented} />;
  return (
    <ConfirmForm
      slots={props.slots}
      label={text('continue')}
      busyLabel={text('working')}
      work={checkPresented}
      onDone={setPresented}
      onCancel={props.onCancel}
    >
      <p>{text('slotPasskeyAddText')}</p>
    </ConfirmForm>
  );
}

function Create(props: Steps & { readonly presented: PresentedMessage }): VNode {
  const [label, setLabel] = useState('');
  const [trouble, setTrouble] = useState<PasskeyTrouble>();
  const [isBusy, setBusy] = useState(false);

  async function create(event: Event): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setTrouble(undefined);
    const added = await addPasskey(props.presented, label.trim() || text('slotPasskey'), props.slots);
    setBusy(false);
    if (added.ok) props.onDone();
    else setTrouble(added.error);
  }

  return (
    <form class="stack narrow" onSubmit={(event) => void create(event)}>
      <TextField
        label={text('slotPasskeyName')}
        hint={text('slotPasskeyNameHint')}
        value={label}
        onInput={setLabel}
        maxLength={MAX_LABEL}
        autoFocus
      />
      <p class="hint" role="status">
        {isBusy ? text('slotPasskeyWaiting') : ''}
      </p>
      {trouble === undefined ? null : (
        <p class="notice danger" role="alert">
          {trouble === 'passkey-refused' ? text('slotPasskeyAddRefused') : passkeyTroubleText(trouble)}
        </p>
      )}
      <div class="actions">
        <button class="button primary" type="submit" disabled={isBusy}>
          {text('slotPasskeyCreate')}
        </button>
        <CancelButton onCancel={props.onCancel} />
      </div>
    </form>
  );
}
