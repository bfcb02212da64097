// Recovery codes: the sheets of each account, and what is missing for the day when this computer is gone.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AccountView } from '../../messaging/page-responses.ts';
import type { SheetView } from '../../messaging/recovery-responses.ts';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { sheetToReplace } from '../../ui/sheet-to-replace.ts';
import { text } from '../../ui/text.ts';
import { AddSheet } from './add-sheet.tsx';
import { AddTemporary } from './add-temporary.tsx';
import { LostComputer } from '../backup/lost-computer.tsx';
import { SheetPaper } from './sheet-paper.tsx';
import { KeptSheet } from './kept-sheet.tsx';
import { NoAccounts } from '../no-accounts.tsx';
import { recoveryId } from '../place.ts';
import { accounts, toast } from '../state.ts';

export function RecoveryPlace(): VNode {
  const [sheets, setSheets] = useState<readonly SheetView[]>([]);
  const [adding, setAdding] = useState<Adding | undefined>(addingByLink);
  const [onPaper, setOnPaper] = useState<SheetView>();
  const kept = accounts.value.filter(({ deletedAt }) => deletedAt === null);
  async function load(): Promise<void> {
    const listed = await ask('recovery/list', {});
    if (listed.ok) setSheets(listed.value.filter(({ deletedAt }) => deletedAt === null));
    else toast.value = { text: failureText(listed.error) };
  }
  // Any change of the vault draws the accounts anew, and may be one of a sheet.
  useEffect(() => void load(), [accounts.value]);
  useEffect(() => {
    document.getElementById(`recovery-${recoveryId()}`)?.querySelector('h2')?.focus();
  }, [sheets.length > 0, adding?.id]);
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
        .filter((view) => sheetsOf(view).length > 0 || adding?.id === view.id)
        .map((view) => (
          <AccountSheets
            key={view.id}
            view={view}
            sheets={sheetsOf(view)}
            adding={adding}
            onAdd={setAdding}
            onChanged={() => void load()}
            onPaper={setOnPaper}
          />
        ))}
      {kept.length === 0 ? (
        <NoAccounts />
      ) : (
        <LostComputer
          without={kept.filter(({ recoveryCodes }) => (recoveryCodes?.left ?? 0) === 0)}
          actionFor={(view) => (adding?.id === view.id ? null : <AddButtons view={view} onAdd={setAdding} />)}
        />
      )}
    </>
  );
}

function AccountSheets(
  props: AddProps & {
    readonly sheets: readonly SheetView[];
    readonly adding: Adding | undefined;
    readonly onChanged: () => void;
    readonly onPaper: (sheet: SheetView) => void;
  },
): VNode {
  const { view, sheets } = props;
  return (
    <section id={`recovery-${view.id}`} class="stack">
      <h2 tabIndex={-1}>{visibleName(spokenNameOf(view.account))}</h2>
      {sheets.map((sheet) => (
        <KeptSheet
          key={sheet.id}
          sheet={sheet}
          site={view.account.sites[0]?.origin}
          onChanged={props.onChanged}
          onPaper={props.onPaper}
        />
      ))}
      <Additions
        view={view}
        older={sheetToReplace(sheets, view.id)}
        adding={props.adding}
        onAdd={props.onAdd}
      />
    </section>
  );
}

/** What is being added, and to which account. */
interface Adding {
  readonly id: string;
  readonly kind: 'sheet' | 'temporary';
}

/** `#/recovery/<id>` leads to the sheets of one account, or to the form for its first. */
function addingByLink(): Adding | undefined {
  const view = accounts.value.find(({ id }) => id === recoveryId());
  return view !== undefined && view.recoveryCodes === undefined ? { id: view.id, kind: 'sheet' } : undefined;
}

interface AddProps {
  readonly view: AccountView;
  readonly onAdd: (adding: Adding | undefined) => void;
}

function Additions({
  view,
  older,
  adding,
  onAdd,
}: AddProps & { readonly older: string | null; readonly adding: Adding | undefined }): VNode {
  const onDone = () => onAdd(undefined);
  if (adding?.id !== view.id) {
    return (
      <div class="actions">
        <AddButtons view={view} onAdd={onAdd} />
      </div>
    );
  }
  return adding.kind === 'sheet' ? (
    <AddSheet accountId={view.id} older={older} onDone={onDone} />
  ) : (
    <AddTemporary accountId={view.id} onDone={onDone} />
  );
}

function AddButtons({ view: { id, account }, onAdd }: AddProps): VNode {
  return (
    <>
      <button
        type="button"
        class="button small"
        aria-label={text('sheetAddTo', spokenNameOf(account))}
        onClick={() => onAdd({ id, kind: 'sheet' })}
      >
        {text('sheetAdd')}
      </button>
      <button
        type="button"
        class="button small"
        aria-label={text('temporaryAddTo', spokenNameOf(account))}
        onClick={() => onAdd({ id, kind: 'temporary' })}
      >
        {text('temporaryAdd')}
      </button>
    </>
  );
}
