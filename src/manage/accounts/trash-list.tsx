import type { VNode } from 'preact';
import type { AccountView } from '../../messaging/page-responses.ts';
import { spokenNameOf } from '../../core/vault/records/account-name.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { countText, text } from '../../ui/text.ts';
import { AccountNames } from './account-names.tsx';
import { EmptyTrash } from './empty-trash.tsx';
import { passkeys, refresh, toast } from '../state.ts';
import { TrashedActions } from './trashed-actions.tsx';

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
            <TrashedActions
              name={spokenNameOf(view.account)}
              warning={`${text('eraseConfirm')} ${text('eraseSiteStillAsks')}`}
              restore={() => restore(view.id)}
              erase={() => ask('accounts/erase', { id: view.id })}
            />
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

export async function restore(id: string): Promise<void> {
  const restored = await ask('accounts/restore', { id });
  if (!restored.ok) toast.value = { text: failureText(restored.error) };
  await refresh();
}
