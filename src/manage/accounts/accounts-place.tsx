import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { createSearch } from '../../core/vault/records/account-search.ts';
import type { AccountView } from '../../messaging/page-responses.ts';
import { text } from '../../ui/text.ts';
import { BackupReminder } from '../backup/backup-place.tsx';
import { ChosenBar } from './chosen-bar.tsx';
import { KeptRow } from '../recovery/kept-row.tsx';
import { accountId } from '../place.ts';
import { NoAccounts } from '../no-accounts.tsx';
import { accounts } from '../state.ts';
import { TrashList } from './trash-list.tsx';

/** More rows than anybody reads: the search, or the button, brings the others. */
const ROWS_AT_ONCE = 200;

export function AccountsPlace(): VNode {
  const [query, setQuery] = useState('');
  const search = useMemo(() => createSearch<AccountView>(), []);
  const all = accounts.value;
  const kept = useMemo(() => all.filter(({ deletedAt }) => deletedAt === null), [all]);
  const trashed = all.filter(({ deletedAt }) => deletedAt !== null);
  const found = search(kept, query);
  return (
    <>
      <h1>{text('navAccounts')}</h1>
      <BackupReminder />
      <Missing />
      {kept.length === 0 && trashed.length === 0 ? (
        <NoAccounts />
      ) : kept.length === 0 ? (
        <p class="notice">{text('accountsAllInTrash')}</p>
      ) : (
        <>
          <input
            class="search"
            type="search"
            aria-label={text('searchAccounts')}
            placeholder={text('searchAccounts')}
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
          {found.length === 0 ? <p class="notice">{text('noMatchTitle')}</p> : <ChosenBar shown={found} />}
          <KeptRows found={found} canMove={found === kept} />
        </>
      )}
      <TrashList trashed={trashed} />
    </>
  );
}

function KeptRows({
  found,
  canMove,
}: {
  readonly found: typeof accounts.value;
  readonly canMove: boolean;
}): VNode | null {
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  if (found.length === 0) return null;
  const opened = found.findIndex(({ id }) => id === accountId.value);
  const shown = found.slice(0, Math.max(limit, opened + 1));
  const left = found.length - shown.length;
  return (
    <>
      <ul class="entries">
        {shown.map((view) => (
          <KeptRow key={view.id} view={view} canMove={canMove} />
        ))}
      </ul>
      {left === 0 ? null : (
        <button type="button" class="button" onClick={() => setLimit(limit + ROWS_AT_ONCE)}>
          {text('showMore', left)}
        </button>
      )}
    </>
  );
}

/** The link named an account that is not there any more. */
function Missing(): VNode | null {
  const id = accountId.value;
  if (id === undefined || accounts.value.some((view) => view.id === id && view.deletedAt === null))
    return null;
  return <p class="notice warning">{text('accountMissing')}</p>;
}
