// Export: which accounts, in which form, the passphrase once more, and then the file, the codes or the sheet.
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { visibleName } from '../../core/vault/records/account-name.ts';
import { countText, text } from '../../ui/text.ts';
import { entryErrorText } from '../import/import-text.ts';
import { NoAccounts } from '../no-accounts.tsx';
import { policy } from '../security/policy.ts';
import { accounts } from '../state.ts';
import { AccountChoice } from './account-choice.tsx';
import { ExportForm } from './export-form.tsx';
import type { ExportOutput } from './export-output.ts';
import { output } from './export-state.ts';
import { QrCodes } from './qr-codes.tsx';
import { Sheet } from './sheet.tsx';

export function ExportPlace(): VNode {
  // What was shown is not shown again to whoever comes back.
  useEffect(
    () => () => {
      output.value = undefined;
    },
    [],
  );
  const kept = accounts.value.filter(({ deletedAt }) => deletedAt === null);
  const shown = output.value;
  return (
    <>
      <h1>{text('navExport')}</h1>
      {shown === undefined ? (
        <>
          <p>
            {text('exportText')} <a href="#/backup">{text('exportBackupLink')}</a>
          </p>
          {policy.value.isExportDisabled ? (
            <p class="notice">{text('policyExport')}</p>
          ) : kept.length === 0 ? (
            <NoAccounts />
          ) : (
            <>
              <AccountChoice views={kept} />
              <ExportForm views={kept} />
            </>
          )}
        </>
      ) : (
        <Output output={shown} />
      )}
    </>
  );
}

function Output({ output: shown }: { readonly output: ExportOutput }): VNode {
  if (shown.is === 'sheet') return <Sheet entries={shown.entries} onDone={done} />;
  if (shown.is === 'file') {
    return (
      <div class="notice stack" role="status">
        <p>{countText(shown.count, ['exportSaved', 'exportSavedOne'], shown.count, shown.name)}</p>
        {shown.isClear ? <p class="notice warning">{text('exportClearWarning')}</p> : null}
        <Done />
      </div>
    );
  }
  return (
    <>
      {shown.leftOut.length === 0 ? null : (
        <div class="notice warning stack">
          <p>{text('exportLeftOut')}</p>
          <ul>
            {shown.leftOut.map(({ name, reason }, index) => (
              <li key={`${index} ${name}`}>
                <bdi>{visibleName(name)}</bdi>: {entryErrorText(reason)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {shown.codes.length === 0 ? <Done /> : <QrCodes codes={shown.codes} onDone={done} />}
    </>
  );
}

function Done(): VNode {
  return (
    <div class="actions">
      <button type="button" class="button small" onClick={done}>
        {text('exportAnother')}
      </button>
    </div>
  );
}

function done(): void {
  output.value = undefined;
}
