import type { VNode } from 'preact';
import type { AccountView } from '../../messaging/page-responses.ts';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { Icon } from '../../ui/brand/icons.tsx';
import { openLargeCode } from '../../ui/large-code.ts';
import { text } from '../../ui/text.ts';
import { AccountNames } from '../accounts/account-names.tsx';
import { dragged, moveBefore, moveBy } from '../accounts/arrange.ts';
import { isTicked, tick } from '../accounts/chosen.ts';
import { EditAccount } from '../accounts/edit-account.tsx';
import { accountId, showAccount } from '../place.ts';
import { PasskeysOfAccount } from '../passkeys/passkeys-of-account.tsx';
import { refresh, toast } from '../state.ts';
import { restore } from '../accounts/trash-list.tsx';

/** One account of the list; `canMove` only where the list shows the user's own order as a whole. */
export function KeptRow({ view, canMove }: { readonly view: AccountView; readonly canMove: boolean }): VNode {
  const { id } = view;
  const isTarget = dragged.value?.before === id && dragged.value.id !== id;
  return (
    <li
      class={isTarget ? 'is-target' : undefined}
      onDragOver={(event) => {
        if (dragged.value === undefined) return;
        event.preventDefault();
        if (dragged.value.before !== id) dragged.value = { ...dragged.value, before: id };
      }}
      onDrop={(event) => {
        event.preventDefault();
        const drop = dragged.value;
        dragged.value = undefined;
        if (drop !== undefined) void moveBefore(drop.id, id);
      }}
    >
      <input
        type="checkbox"
        aria-label={text('chooseOf', spokenNameOf(view.account))}
        checked={isTicked(id)}
        onChange={(event) => tick([id], event.currentTarget.checked)}
      />
      {canMove ? <Handle view={view} /> : null}
      <AccountNames view={view} />
      <PasskeysOfAccount view={view} />
      <KeptActions view={view} />
      {accountId.value === id ? <EditAccount view={view} onDone={() => showAccount(undefined)} /> : null}
    </li>
  );
}

function Handle({ view: { id, account } }: { readonly view: AccountView }): VNode {
  return (
    <button
      type="button"
      class="handle"
      data-move={id}
      draggable
      aria-label={text('moveOf', spokenNameOf(account))}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      title={text('moveHint')}
      onDragStart={(event) => {
        dragged.value = { id, before: id };
        event.dataTransfer?.setData('text/plain', '');
      }}
      onDragEnd={() => {
        dragged.value = undefined;
      }}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
        if (step === undefined || !event.altKey) return;
        event.preventDefault();
        void moveBy(id, step);
      }}
    >
      <Icon name="handle" />
    </button>
  );
}

function KeptActions({ view }: { readonly view: AccountView }): VNode {
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
      <button
        type="button"
        class="button small"
        aria-label={text('editOf', name)}
        onClick={() => showAccount(view.id)}
      >
        {text('edit')}
      </button>
      <button
        type="button"
        class="button small"
        aria-label={text('largeCodeOf', name)}
        onClick={() => void openLargeCode(view.id)}
      >
        {text('largeCode')}
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
