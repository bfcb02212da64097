import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { SheetView } from '../../messaging/recovery-responses.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { text } from '../../ui/text.ts';
import { NewSheetLink } from './new-sheet-link.tsx';
import { SheetCodes } from './sheet-codes.tsx';
import { SiteCount } from '../sites/site-count.tsx';
import { toast } from '../state.ts';
import { temporaryText } from './temporary-text.ts';
import { whenText } from '../when-text.ts';

interface SheetProps {
  readonly sheet: SheetView;
  readonly onChanged: () => void;
}

export function KeptSheet({
  sheet,
  site,
  onChanged,
  onPaper,
}: SheetProps & {
  /** Of the account, for a sheet that came from elsewhere. */
  readonly site: string | undefined;
  readonly onPaper: (sheet: SheetView) => void;
}): VNode {
  const [isCounting, setCounting] = useState(false);
  async function remove(): Promise<void> {
    const removed = await ask('recovery/remove', { sheetId: sheet.id });
    toast.value = removed.ok
      ? { text: text('sheetRemoved'), undo: () => ask('recovery/put-back', { sheetId: sheet.id }) }
      : { text: failureText(removed.error) };
    onChanged();
  }
  return (
    <div class="stack kept-sheet">
      <p class={noticeOf(sheet)}>{headOf(sheet)}</p>
      <SiteSays sheet={sheet} />
      <Replacement sheet={sheet} onChanged={onChanged} />
      {sheet.details === null ? (
        <p class="notice danger">{text('sheetDamaged')}</p>
      ) : (
        <SheetCodes sheet={sheet} onChanged={onChanged} />
      )}
      {isCounting ? (
        <SiteCount sheet={sheet} onChanged={onChanged} onDone={() => setCounting(false)} />
      ) : (
        <div class="actions">
          {sheet.details === null ? null : (
            <>
              <button type="button" class="button small" onClick={() => onPaper(sheet)}>
                {text('sheetPaper')}
              </button>
              <CompareButton sheet={sheet} onClick={() => setCounting(true)} />
            </>
          )}
          {isOut(sheet) ? <NewSheetLink site={sheet.details?.site ?? site} /> : null}
          <button type="button" class="button small" onClick={() => void remove()}>
            {text('sheetRemove')}
          </button>
        </div>
      )}
    </div>
  );
}

/** What the site said when it was compared last, as long as the marks say otherwise. */
function SiteSays({ sheet: { details, left } }: { readonly sheet: SheetView }): VNode | null {
  const said = details?.siteSays ?? null;
  if (said === null || said.left === left) return null;
  return <p class="notice warning">{text('siteSaid', whenText(said.at), said.left)}</p>;
}

/** Until the user says that the new codes work, the old ones are kept, struck through. */
function Replacement({ sheet, onChanged }: SheetProps): VNode | null {
  async function settle(isConfirmed: boolean): Promise<void> {
    const settled = await ask('recovery/settle-replacement', { sheetId: sheet.id, isConfirmed });
    if (!settled.ok) toast.value = { text: failureText(settled.error) };
    onChanged();
  }
  if (sheet.details?.replaces === null || sheet.details === null) return null;
  return (
    <div class="notice stack">
      <p>{text('sheetReplaces')}</p>
      <div class="actions">
        <button type="button" class="button small" onClick={() => void settle(true)}>
          {text('sheetReplacesYes')}
        </button>
        <button type="button" class="button small" onClick={() => void settle(false)}>
          {text('sheetReplacesNo')}
        </button>
      </div>
    </div>
  );
}

/** A site counts the codes of its sheets; one from an administrator is in no count. */
function CompareButton(props: { readonly sheet: SheetView; readonly onClick: () => void }): VNode | null {
  if (props.sheet.expiresAt !== null) return null;
  return (
    <button type="button" class="button small" onClick={props.onClick}>
      {text('sheetCount')}
    </button>
  );
}

function headOf({ left, total, expiresAt, replacedAt, details }: SheetView): string {
  if (expiresAt !== null) return temporaryText(expiresAt);
  const state = replacedAt === null ? text('codesLeft', left, total) : text('sheetReplaced');
  return details === null ? state : `${state} · ${whenText(details.createdAt)}`;
}

/** A temporary code is one, and it is no sheet that runs out. */
function isOut({ left, replacedAt, expiresAt }: SheetView): boolean {
  return replacedAt === null && expiresAt === null && left <= 1;
}

function noticeOf({ left, replacedAt, expiresAt }: SheetView): string {
  if (replacedAt !== null || expiresAt !== null || left > 3) return 'notice';
  return left <= 1 ? 'notice danger' : 'notice warning';
}
