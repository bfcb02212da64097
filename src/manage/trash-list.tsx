import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { AccountView } from '../messaging/page-responses.ts';
import { spokenNameOf } from '../ui/account-name.ts';
import { ask } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { countText, text } from '../ui/text.ts';
import { AccountNames } from './account-names.tsx';
import { EmptyTrash } from './empty-trash.tsx';
import { passkeys, refresh, toast } from './state.ts';

/** What can still be brought back. */
export function TrashList({ trashed }: { readonly trashed: readonly AccountView[] }): VNode | null {
  if (trashed.length === 0) return null;
  return (
    <>
      <h2>{text('trash')}</h2>
      <p class="hint">{text('trashText')}</p>
      <EmptyTrash />
      <PasskeysToo />
      <ul class="entries">
        {trashed.map((view) => (
          <li key={view.id}>
            <AccountNames view={view} />
            <TrashedActions view={view} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Emptying the trash takes them along, so they are not out of sight here. */
function PasskeysToo(): VNode | null {
  const count = passkeys.value.filter(({ deletedAt }) => deletedAt !== null).length;
  if (count === 0) return null;
  return <a href="#/passkeys">{countText(count, ['passkeysOfSite', 'passkeysOfSiteOne'])}</a>;
}

function TrashedActions({ view }: { readonly view: AccountView }): VNode {
  const [isAsking, setAsking] = useState(false);
  const name = spokenNameOf(view.account);
  async function erase(): Promise<void> {
    const erased = await ask('accounts/erase', { id: view.id });
    if (!erased.ok) toast.value = { text: failureText(erased.error) };
    await refresh();
  }
  if (isAsking) {
    return (
      <div class="whole stack">
        <p class="notice warning" role="alert">
          {text('eraseConfirm')} {text('eraseSiteStillAsks')}
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
        onClick={() => void restore(view.id)}
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

export async function restore(id: string): Promise<void> {
  const restored = await ask('accounts/restore', { id });
  if (!restored.ok) toast.value = { text: failureText(restored.error) };
  await refresh();
}
