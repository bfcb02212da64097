// Recovery codes: the sheets of each account, and what is missing for the day when this computer is gone.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AccountView } from '../messaging/page-responses.ts';
import type { SheetView } from '../messaging/recovery-responses.ts';
import { spokenNameOf, visibleName } from '../ui/account-name.ts';
import { ask } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { text } from '../ui/text.ts';
import { AddSheet } from './add-sheet.tsx';
import { LostComputer } from './lost-computer.tsx';
import { SheetPaper } from './sheet-paper.tsx';
import { KeptSheet } from './kept-sheet.tsx';
import { accounts, toast } from './state.ts';

export function RecoveryPlace(): VNode {
  const [sheets, setSheets] = useState<readonly SheetView[]>([]);
  const [adding, setAdding] = useState<string>();
  const [onPaper, setOnPaper] = useState<SheetView>();
  const kept = accounts.value.filter(({ deletedAt }) => deletedAt === null);
  async function load(): Promise<void> {
    const listed = await ask('recovery/list', {});
    if (listed.ok) setSheets(listed.value.filter(({ deletedAt }) => deletedAt === null));
    else toast.value = { text: failureText(listed.error) };
  }
  // Any change of the vault draws the accounts anew, and may be one of a sheet.
  useEffect(() => void load(), [accounts.value]);
  const sheetsOf = (view: AccountView) => sheets.filter(({ accountId }) => accountId === view.id);

  if (onPaper !== undefined) {
    const account = kept.find(({ id }) => id === onPaper.accountId)?.account;
    const name = account === undefined ? '' : visibleName(spokenNameOf(account));
    return <SheetPaper sheet={onPaper} name={name} onDone={() => setOnPaper(undefined)} />;
  }
  return (
    <>
      <h1>{text('navRecovery')}</h1>
      <p>{text('recoveryText')}</p>
      {kept
        .filter((view) => sheetsOf(view).length > 0 || adding === view.id)
        .map((view) => (
          <section key={view.id} class="stack">
            <h2>{visibleName(spokenNameOf(view.account))}</h2>
            {sheetsOf(view).map((sheet) => (
              <KeptSheet key={sheet.id} sheet={sheet} onChanged={() => void load()} onPaper={setOnPaper} />
            ))}
            {adding === view.id ? (
              <AddSheet accountId={view.id} onDone={() => setAdding(undefined)} />
            ) : (
              <div class="actions">
                <AddButton view={view} onAdd={setAdding} />
              </div>
            )}
          </section>
        ))}
      <LostComputer
        without={kept.filter(({ recoveryCodes }) => recoveryCodes === undefined)}
        actionFor={(view) => (adding === view.id ? null : <AddButton view={view} onAdd={setAdding} />)}
      />
    </>
  );
}

function AddButton(props: { readonly view: AccountView; readonly onAdd: (id: string) => void }): VNode {
  return (
    <button
      type="button"
      class="button small"
      aria-label={text('sheetAddTo', spokenNameOf(props.view.account))}
      onClick={() => props.onAdd(props.view.id)}
    >
      {text('sheetAdd')}
    </button>
  );
}
