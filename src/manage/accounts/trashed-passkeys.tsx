import type { VNode } from 'preact';
import type { PasskeyView } from '../../messaging/passkey-list-responses.ts';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { text } from '../../ui/text.ts';
import { EmptyTrash } from './empty-trash.tsx';
import { PasskeyLine } from '../passkeys/passkey-line.tsx';
import { namesOf } from '../passkeys/passkey-names.ts';
import { refresh, toast } from '../state.ts';
import { TrashedActions } from './trashed-actions.tsx';

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
            <TrashedActions
              name={visibleName(spokenNameOf(namesOf(view)))}
              warning={text('passkeyErase')}
              restore={() => restorePasskey(view.id)}
              erase={() => ask('passkeys/erase', { id: view.id })}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

export async function restorePasskey(id: string): Promise<void> {
  const restored = await ask('passkeys/restore', { id });
  if (!restored.ok) toast.value = { text: failureText(restored.error) };
  await refresh();
}
