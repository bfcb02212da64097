import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ChangedAccounts, HistoryView } from '../messaging/page-responses.ts';
import { subtitleOf, titleOf, visibleName } from '../core/vault/records/account-name.ts';
import { ask } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { type TextKey, text } from '../ui/text.ts';
import { accounts, refresh, toast } from './state.ts';
import { whenText } from './when-text.ts';

/** What the last changes were, each with the way back to before it. */
export function HistoryPlace(): VNode {
  const [states, setStates] = useState<readonly HistoryView[]>([]);
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    void ask('history/list', {}).then((listed) => {
      if (listed.ok) setStates(listed.value);
      else setFailure(failureText(listed.error));
    });
  }, [accounts.value]);

  async function undo(seq: number): Promise<void> {
    const undone = await ask('history/undo', { seq });
    if (!undone.ok) toast.value = { text: failureText(undone.error) };
    else
      toast.value = { text: undone.value.lost === 0 ? text('historyUndone') : text('historyUndoneInPart') };
    await refresh();
  }

  return (
    <>
      <h1>{text('navHistory')}</h1>
      <p>{text('historyText')}</p>
      {failure === undefined ? null : <p class="notice danger">{failure}</p>}
      {states.length === 0 ? <p class="notice">{text('historyEmpty')}</p> : null}
      <ul class="entries">
        {states.map((state) => (
          <li key={state.seq}>
            <div class="names">
              <strong>{whenText(state.committedAt, 'medium')}</strong>
              <span class="hint">{changesText(state)}</span>
            </div>
            {isOnlyUse(state) ? null : (
              <button
                type="button"
                class="button small"
                aria-label={text('historyUndoOf', whenText(state.committedAt, 'medium'))}
                onClick={() => void undo(state.seq)}
              >
                {text('historyUndo')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

const PARTS: readonly (readonly [Exclude<keyof HistoryView, 'seq' | 'committedAt' | 'accounts'>, TextKey])[] =
  [
    ['added', 'historyAdded'],
    ['edited', 'historyEdited'],
    ['trashed', 'historyTrashed'],
    ['restored', 'historyRestored'],
    ['removed', 'historyRemoved'],
    ['used', 'historyUsed'],
    ['sheetsKept', 'historySheetsKept'],
    ['sheetsTrashed', 'historySheetsTrashed'],
    ['sheetsSpent', 'historySheetsSpent'],
    ['sheetsChanged', 'historySheetsChanged'],
  ];

function changesText(state: HistoryView): string {
  const parts = PARTS.filter(([part]) => state[part].count > 0).map(([part, key]) =>
    text(key, namesText(state[part])),
  );
  return parts.length === 0 ? text('historyNothing') : parts.join(' ');
}

function namesText({ count, first }: ChangedAccounts): string {
  const names = first.map((account) => visibleName(nameText(account))).join(', ');
  return count > first.length ? text('historyAndMore', names, count - first.length) : names;
}

/** With the account in brackets, since commas part the names. */
function nameText(account: ChangedAccounts['first'][number]): string {
  const subtitle = subtitleOf(account);
  return subtitle === '' ? titleOf(account) : `${titleOf(account)} (${subtitle})`;
}

/** A counter or a code that was used never goes back: there is nothing to undo. */
function isOnlyUse(state: HistoryView): boolean {
  return PARTS.every(([part]) => part === 'used' || part === 'sheetsSpent' || state[part].count === 0);
}
