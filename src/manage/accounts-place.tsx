import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { displayHost } from '../core/sites/origin.ts';
import type { AccountView } from '../messaging/page-responses.ts';
import { spokenNameOf, subtitleOf, titleOf, visibleName } from '../ui/account-name.ts';
import { ask } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { Monogram } from '../ui/monogram.tsx';
import { countText, text } from '../ui/text.ts';
import { BackupReminder } from './backup-place.tsx';
import { EditAccount } from './edit-account.tsx';
import { accounts, refresh, toast } from './state.ts';

export function AccountsPlace(): VNode {
  const [editing, setEditing] = useState<string>();
  const kept = accounts.value.filter(({ deletedAt }) => deletedAt === null);
  const trashed = accounts.value.filter(({ deletedAt }) => deletedAt !== null);
  return (
    <>
      <h1>{text('navAccounts')}</h1>
      <BackupReminder />
      {kept.length === 0 ? (
        <p class="notice">{text(trashed.length === 0 ? 'accountsEmpty' : 'accountsAllInTrash')}</p>
      ) : null}
      {kept.length === 0 ? null : (
        <ul class="entries">
          {kept.map((view) => (
            <li key={view.id}>
              <Names view={view} />
              <KeptActions view={view} onEdit={() => setEditing(view.id)} />
              {editing === view.id ? <EditAccount view={view} onDone={() => setEditing(undefined)} /> : null}
            </li>
          ))}
        </ul>
      )}
      {trashed.length === 0 ? null : (
        <>
          <h2>{text('trash')}</h2>
          <p class="hint">{text('trashText')}</p>
          <EmptyTrash count={trashed.length} />
          <ul class="entries">
            {trashed.map((view) => (
              <li key={view.id}>
                <Names view={view} />
                <TrashedActions view={view} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Names({ view: { account } }: { readonly view: AccountView }): VNode {
  const details = [subtitleOf(account), ...account.sites.map(({ origin }) => displayHost(origin))];
  return (
    <>
      <Monogram account={account} />
      <div class="names">
        <strong>
          <bdi>{visibleName(titleOf(account))}</bdi>
        </strong>
        <bdi class="hint">{visibleName(details.filter((part) => part !== '').join(' · '))}</bdi>
      </div>
    </>
  );
}

function KeptActions({ view, onEdit }: { readonly view: AccountView; readonly onEdit: () => void }): VNode {
  const name = spokenNameOf(view.account);
  async function trash(): Promise<void> {
    const trashed = await ask('accounts/trash', { id: view.id });
    toast.value = trashed.ok
      ? { text: text('movedToTrash', visibleName(name)), undo: () => restore(view.id) }
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

function EmptyTrash({ count }: { readonly count: number }): VNode {
  const [isAsking, setAsking] = useState(false);
  async function empty(): Promise<void> {
    const emptied = await ask('trash/empty', {});
    toast.value = {
      text: emptied.ok ? text('trashEmptied', emptied.value.removed) : failureText(emptied.error),
    };
    await refresh();
  }
  return (
    <div class="actions">
      {isAsking ? (
        <>
          <button type="button" class="button small danger" onClick={() => void empty()}>
            {countText(count, ['trashEmptyYes', 'trashEmptyYesOne'])}
          </button>
          <button type="button" class="button small" onClick={() => setAsking(false)}>
            {text('cancel')}
          </button>
        </>
      ) : (
        <button type="button" class="button small danger" onClick={() => setAsking(true)}>
          {text('trashEmpty')}
        </button>
      )}
    </div>
  );
}

async function restore(id: string): Promise<void> {
  const restored = await ask('accounts/restore', { id });
  if (!restored.ok) toast.value = { text: failureText(restored.error) };
  await refresh();
}
