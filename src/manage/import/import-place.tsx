// Import: files and texts of other applications, a preview of what they hold, and adding what was chosen.
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { failureText } from '../../ui/failure-text.ts';
import { countText, text } from '../../ui/text.ts';
import { refresh } from '../state.ts';
import { ImportDrop } from './import-drop.tsx';
import type { PageResponse } from '../../messaging/page-responses.ts';
import { chosenPasskeys, passkeyRows } from './import-passkeys.ts';
import { PasskeyRows } from './passkey-rows.tsx';
import { chosenRows } from './import-rows.ts';
import { sources } from './import-sources.ts';
import {
  addChosen,
  cancelAdding,
  compareAll,
  dropPreview,
  failure,
  isUndoing,
  rows,
  saved,
  saving,
  undoAdding,
} from './import-state.ts';
import { PreviewGrid } from './preview-grid.tsx';
import { RowGroups } from './row-groups.tsx';
import { SourceList } from './source-list.tsx';

export function ImportPlace(): VNode {
  const parsed = sources.value.map((source) => source.parsed);
  const signature = sources.value.map(({ id, is }) => `${id}${is}`).join(' ');
  useEffect(() => {
    // Those that are still read are compared once they are there.
    if (parsed.some((found) => found !== null) || rows.value.length + passkeyRows.value.length > 0)
      void compareAll();
  }, [signature]);
  return (
    <>
      <h1>{text('navImport')}</h1>
      <p>{text('importText')}</p>
      <SavedNotice />
      {saving.value === undefined ? <ImportDrop isFirst={sources.value.length === 0} /> : null}
      <SourceList />
      {failure.value === undefined ? null : (
        <p class="notice danger" role="alert">
          {failureText(failure.value)}
        </p>
      )}
      {rows.value.length + passkeyRows.value.length === 0 ? null : <Preview />}
    </>
  );
}

function Preview(): VNode {
  const accounts = chosenRows(rows.value).length;
  const passkeys = chosenPasskeys(passkeyRows.value).length;
  return (
    <section class="stack">
      <h2>{text('importPreview')}</h2>
      {rows.value.length === 0 ? null : (
        <>
          <RowGroups rows={rows.value} />
          <PreviewGrid rows={rows.value} />
        </>
      )}
      <PasskeyRows rows={passkeyRows.value} />
      {saving.value === undefined ? (
        <div class="actions">
          <button
            type="button"
            class="button primary"
            disabled={accounts + passkeys === 0}
            onClick={() => void addChosen()}
          >
            {addText(accounts, passkeys)}
          </button>
          <button type="button" class="button" onClick={dropPreview}>
            {text('cancel')}
          </button>
        </div>
      ) : (
        <Saving {...saving.value} />
      )}
    </section>
  );
}

function addText(accounts: number, passkeys: number): string {
  if (accounts + passkeys === 0) return text('importAddNone');
  if (passkeys > 0) return text('importAddMixed', accounts + passkeys);
  return countText(accounts, ['importAdd', 'importAddOne']);
}

function Saving({ done, total }: { readonly done: number; readonly total: number }): VNode {
  const isSealed = total > 0 && done >= total;
  return (
    <div class="stack" role="status">
      <p>{isSealed ? text('importWriting') : text('importSealing', done, total)}</p>
      <progress max={Math.max(1, total)} value={done} aria-label={text('importProgress')} />
      <div class="actions">
        <button type="button" class="button" disabled={isSealed} onClick={cancelAdding}>
          {text('cancel')}
        </button>
      </div>
    </div>
  );
}

function SavedNotice(): VNode | null {
  const last = saved.value;
  const notice = useRef<HTMLDivElement>(null);
  const isUndone = last?.isUndone;
  useEffect(() => {
    // What had the focus is gone with the preview.
    if (last !== undefined) notice.current?.focus();
  }, [last?.seq, isUndone]);
  if (last === undefined) return null;
  return (
    <div ref={notice} class="notice stack" role="status" tabIndex={-1}>
      <p>{last.isUndone ? text('importUndone') : savedText(last)}</p>
      {last.isUndone ? null : (
        <div class="actions">
          <button
            type="button"
            class="button small"
            disabled={isUndoing.value}
            onClick={() => void undoAdding().then(() => refresh())}
          >
            {text(isUndoing.value ? 'importUndoing' : 'undo')}
          </button>
          <a class="button small" href="#/accounts">
            {text('importShowAccounts')}
          </a>
        </div>
      )}
    </div>
  );
}

function savedText({ added, changed, passkeys }: PageResponse<'import/add'>): string {
  const sentences = [
    added > 0 || changed + passkeys === 0 ? countText(added, ['importAdded', 'importAddedOne']) : '',
    changed === 0 ? '' : countText(changed, ['importChanged', 'importChangedOne']),
    passkeys === 0 ? '' : countText(passkeys, ['importedPasskeys', 'importedPasskeysOne']),
  ];
  return sentences.filter(Boolean).join(' ');
}
