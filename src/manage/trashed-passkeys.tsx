import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { PasskeyView } from '../messaging/passkey-list-responses.ts';
import { spokenNameOf, visibleName } from '../ui/account-name.ts';
import { ask } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { text } from '../ui/text.ts';
import { EmptyTrash } from './empty-trash.tsx';
import { PasskeyLine } from './passkey-line.tsx';
import { namesOf } from './passkey-names.ts';
import { refresh, toast } from './state.ts';

/** What can still be brought back. */
export function TrashedPasskeys({ trashed }: { readonly trashed: readonly PasskeyView[] }): VNode | null {
  if (trashed.length === 0) return null;
  return (
    <>
      <h2>{text('trash')}</h2>
      <p class="hint">{text('trashText')}</p>
      <EmptyTrash />
      <ul class="entries">
        {trashed.map((view) => (
          <li key={view.id}>
            <PasskeyLine view={view} />
            <Actions view={view} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Actions({ view }: { readonly view: PasskeyView }): VNode {
  const [isAsking, setAsking] = useState(false);
  const name = visibleName(spokenNameOf(namesOf(view)));
  async function erase(): Promise<void> {
    const erased = await ask('passkeys/erase', { id: view.id });
    if (!erased.ok) toast.value = { text: failureText(erased.error) };
    await refresh();
  }
  if (isAsking) {
    return (
      <div class="whole stack">
        <p class="notice warning" role="alert">
          {text('passkeyErase')}
        </p>
        <div class="actions">
          <button type="button" class="button small danger" onClick={() => void erase()}>
            {text('eraseConfirmYes')}
          </button>
          <button type="button" class="button small" onClick={() => setAsking(false)}>
            {text('cancel')}
          </button>
        </div>
      </div>
    );
  }
  return (
    <div class="actions">
      <button
        type="button"
        class="button small"
        aria-label={text('restoreOf', name)}
        onClick={() => void restorePasskey(view.id)}
      >
        {text('restore')}
      </button>
      <button
        type="button"
        class="button small danger"
        aria-label={text('eraseForGoodOf', name)}
        onClick={() => setAsking(true)}
      >
        {text('eraseForGood')}
      </button>
    </div>
  );
}

export async function restorePasskey(id: string): Promise<void> {
  const restored = await ask('passkeys/restore', { id });
  if (!restored.ok) toast.value = { text: failureText(restored.error) };
  await refresh();
}
