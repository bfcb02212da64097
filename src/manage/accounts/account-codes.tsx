import type { VNode } from 'preact';
import type { AccountView } from '../../messaging/page-responses.ts';
import { codesLevel } from '../../core/recovery/codes-level.ts';
import { text } from '../../ui/text.ts';
import { NewSheetLink } from '../recovery/new-sheet-link.tsx';
import { temporaryText } from '../recovery/temporary-text.ts';

/** In the form of an account: how many recovery codes are left, and the ways to its sheets. */
export function AccountCodes({ view }: { readonly view: AccountView }): VNode {
  const { id, recoveryCodes, temporaryUntil, account } = view;
  return (
    <section class="stack">
      <h2>{text('navRecovery')}</h2>
      <p class={NOTICE[codesLevel(view)]}>
        {recoveryCodes === undefined
          ? text('noCodesKept')
          : text('codesLeft', recoveryCodes.left, recoveryCodes.total)}
      </p>
      {temporaryUntil === undefined ? null : <p class="hint">{temporaryText(temporaryUntil)}</p>}
      <div class="actions">
        <a class="button small" href={`#/recovery/${id}`}>
          {text(recoveryCodes === undefined ? 'sheetAdd' : 'showSheet')}
        </a>
        {codesLevel(view) === 'out' ? <NewSheetLink site={account.sites[0]?.origin} /> : null}
      </div>
    </section>
  );
}

const NOTICE = { fine: 'hint', low: 'notice warning', out: 'notice danger' } as const;
