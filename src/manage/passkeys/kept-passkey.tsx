import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { PasskeyView } from '../../messaging/passkey-list-responses.ts';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { PasskeyLine } from './passkey-line.tsx';
import { namesOf } from './passkey-names.ts';
import { refresh, toast } from '../state.ts';
import { restorePasskey } from '../accounts/trashed-passkeys.tsx';
import { whenText } from '../when-text.ts';

export function KeptPasskey({ view }: { readonly view: PasskeyView }): VNode {
  const [isEditing, setEditing] = useState(false);
  return (
    <li>
      <PasskeyLine view={view} />
      <Actions view={view} onEdit={() => setEditing(true)} />
      {view.hiddenAt === null ? null : <Hidden view={view} hiddenAt={view.hiddenAt} />}
      {isEditing ? <Rename view={view} onDone={() => setEditing(false)} /> : null}
    </li>
  );
}

function Actions({ view, onEdit }: { readonly view: PasskeyView; readonly onEdit: () => void }): VNode {
  const name = visibleName(spokenNameOf(namesOf(view)));
  async function trash(): Promise<void> {
    const trashed = await ask('passkeys/trash', { id: view.id });
    toast.value = trashed.ok
      ? { text: text('passkeyTrashed', name), undo: () => restorePasskey(view.id) }
      : { text: failureText(trashed.error) };
    await refresh();
  }
  return (
    <div class="actions">
      <button type="button" class="button small" aria-label={text('editOf', name)} onClick={onEdit}>
        {text('edit')}
      </button>
      <button
        type="button"
        class="button small"
        aria-label={text('moveToTrashOf', name)}
        onClick={() => void trash()}
      >
        {text('moveToTrash')}
      </button>
    </div>
  );
}

/** A site that errs costs nobody a passkey: it is offered again with one button. */
function Hidden(props: { readonly view: PasskeyView; readonly hiddenAt: number }): VNode {
  const { id } = props.view;
  async function offerAgain(): Promise<void> {
    const offered = await ask('passkeys/offer-again', { id });
    if (!offered.ok) toast.value = { text: failureText(offered.error) };
    await refresh();
  }
  return (
    <div class="whole notice warning stack">
      <p>{text('passkeyHidden', whenText(props.hiddenAt))}</p>
      <div class="actions">
        <button
          type="button"
          class="button small"
          aria-label={text('passkeyOfferAgainOf', visibleName(spokenNameOf(namesOf(props.view))))}
          onClick={() => void offerAgain()}
        >
          {text('passkeyOfferAgain')}
        </button>
      </div>
    </div>
  );
}

/** In UTF-16 units: what a passkey keeps. */
const MAX_NAME = 256;

function Rename({ view, onDone }: { readonly view: PasskeyView; readonly onDone: () => void }): VNode {
  const [rpName, setRpName] = useState(view.rpName);
  const [userName, setUserName] = useState(view.userName);
  const [problem, setProblem] = useState<string>();
  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const renamed = await send(view.id, { rpName: rpName.trim(), userName: userName.trim() });
    if (!renamed.ok) return setProblem(failureText(renamed.error));
    toast.value = { text: text('updated'), undo: () => undo(view) };
    onDone();
    return refresh();
  }
  return (
    <form
      class="whole stack"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <TextField
        label={text('issuer')}
        value={rpName}
        onInput={setRpName}
        maxLength={MAX_NAME}
        error={problem}
        autoFocus
      />
      <TextField label={text('accountName')} value={userName} onInput={setUserName} maxLength={MAX_NAME} />
      <div class="actions">
        <button class="button small primary" type="submit">
          {text('previewSave')}
        </button>
        <button type="button" class="button small" onClick={onDone}>
          {text('cancel')}
        </button>
      </div>
    </form>
  );
}

async function undo({ id, rpName, userName }: PasskeyView): Promise<void> {
  const undone = await send(id, { rpName, userName });
  if (!undone.ok) toast.value = { text: failureText(undone.error) };
  await refresh();
}

function send(id: string, names: Pick<PasskeyView, 'rpName' | 'userName'>) {
  return ask('passkeys/rename', { id, ...names });
}
