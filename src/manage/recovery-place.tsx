// Recovery codes: the sheets of each account, and what is missing for the day when this computer is gone.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SheetView } from '../messaging/recovery-responses.ts';
import { spokenNameOf, visibleName } from '../ui/account-name.ts';
import { ask } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { text } from '../ui/text.ts';
import { AddSheet } from './add-sheet.tsx';
import { LostComputer } from './lost-computer.tsx';
import { SheetCodes } from './sheet-codes.tsx';
import { accounts, toast } from './state.ts';
import { whenText } from './when-text.ts';

export function RecoveryPlace(): VNode {
  const [sheets, setSheets] = useState<readonly SheetView[]>([]);
  const [adding, setAdding] = useState<string>();
  const kept = accounts.value.filter(({ deletedAt }) => deletedAt === null);
  async function load(): Promise<void> {
    const listed = await ask('recovery/list', {});
    if (listed.ok) setSheets(listed.value);
    else toast.value = { text: failureText(listed.error) };
  }
  // Any change of the vault draws the accounts anew, and may be one of a sheet.
  useEffect(() => void load(), [accounts.value]);
  return (
    <>
      <h1>{text('navRecovery')}</h1>
      <p>{text('recoveryText')}</p>
      {kept.map((view) => (
        <section key={view.id} class="stack">
          <h2>{visibleName(spokenNameOf(view.account))}</h2>
          {sheets
            .filter(({ accountId, deletedAt }) => accountId === view.id && deletedAt === null)
            .map((sheet) => (
              <Sheet key={sheet.id} sheet={sheet} onChanged={() => void load()} />
            ))}
          {adding === view.id ? (
            <AddSheet accountId={view.id} onDone={() => setAdding(undefined)} />
          ) : (
            <div class="actions">
              <button
                type="button"
                class="button small"
                aria-label={text('sheetAddTo', spokenNameOf(view.account))}
                onClick={() => setAdding(view.id)}
              >
                {text('sheetAdd')}
              </button>
            </div>
          )}
        </section>
      ))}
      <LostComputer without={kept.filter(({ recoveryCodes }) => recoveryCodes === undefined)} />
    </>
  );
}

function Sheet({ sheet, onChanged }: { readonly sheet: SheetView; readonly onChanged: () => void }): VNode {
  async function remove(): Promise<void> {
    const removed = await ask('recovery/remove', { sheetId: sheet.id });
    toast.value = removed.ok
      ? { text: text('sheetRemoved'), undo: () => ask('recovery/put-back', { sheetId: sheet.id }) }
      : { text: failureText(removed.error) };
    onChanged();
  }
  const when = sheet.details === null ? '' : whenText(sheet.details.createdAt);
  return (
    <div class="stack">
      <p class={sheet.left <= 1 ? 'notice danger' : sheet.left <= 3 ? 'notice warning' : 'notice'}>
        {`${text('codesLeft', sheet.left, sheet.total)} · ${when}`}
      </p>
      {sheet.details === null ? (
        <p class="notice danger">{text('sheetDamaged')}</p>
      ) : (
        <SheetCodes sheet={sheet} onChanged={onChanged} />
      )}
      <div class="actions">
        <button type="button" class="button small" onClick={() => void remove()}>
          {text('sheetRemove')}
        </button>
      </div>
    </div>
  );
}
