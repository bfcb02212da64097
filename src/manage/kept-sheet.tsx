import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { SheetView } from '../messaging/recovery-responses.ts';
import { ask } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { text } from '../ui/text.ts';
import { SheetCodes } from './sheet-codes.tsx';
import { SiteCount } from './site-count.tsx';
import { toast } from './state.ts';
import { whenText } from './when-text.ts';

interface SheetProps {
  readonly sheet: SheetView;
  readonly onChanged: () => void;
}

export function KeptSheet({
  sheet,
  onChanged,
  onPaper,
}: SheetProps & { readonly onPaper: (sheet: SheetView) => void }): VNode {
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
              <button type="button" class="button small" onClick={() => setCounting(true)}>
                {text('sheetCount')}
              </button>
            </>
          )}
          <button type="button" class="button small" onClick={() => void remove()}>
            {text('sheetRemove')}
          </button>
        </div>
      )}
    </div>
  );
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

function headOf({ left, total, replacedAt, details }: SheetView): string {
  const state = replacedAt === null ? text('codesLeft', left, total) : text('sheetReplaced');
  return details === null ? state : `${state} · ${whenText(details.createdAt)}`;
}

function noticeOf({ left, replacedAt }: SheetView): string {
  if (replacedAt !== null || left > 3) return 'notice';
  return left <= 1 ? 'notice danger' : 'notice warning';
}
