import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { AccountView } from '../../messaging/page-responses.ts';
import type { PageSheet } from '../../messaging/recovery-responses.ts';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { countText, text } from '../../ui/text.ts';
import { pageSheet } from './page-sheet-state.ts';
import { accounts } from '../state.ts';

/** "This page shows 10 recovery codes": which account they are of, the codes to compare, and one button. */
export function PageSheetBar(): VNode | null {
  const sheet = pageSheet.value;
  return sheet === undefined ? null : <Offered sheet={sheet} />;
}

function Offered({ sheet }: { readonly sheet: PageSheet }): VNode | null {
  const here = accounts.value.filter(({ onThisSite }) => onThisSite);
  const [chosenId, setChosen] = useState(here[0]?.id);
  const [isReplacing, setReplacing] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const chosen = here.find(({ id }) => id === chosenId) ?? here[0];
  if (chosen === undefined) return null;
  const { codes, verdict } = sheet.found;
  const hasOlder = chosen.recoveryCodes !== undefined;

  async function keep(): Promise<void> {
    if (chosen === undefined) return;
    setBusy(true);
    const { keepPageSheet } = await import('./page-sheet.ts');
    await keepPageSheet(sheet, chosen, hasOlder && isReplacing);
    setBusy(false);
  }

  return (
    <section class="status notice page-offer" role="status">
      <span>
        {verdict === 'sheet'
          ? countText(codes.length, ['pageShowsCodes', 'pageShowsCodesOne'])
          : countText(codes.length, ['pageMayShowCodes', 'pageMayShowCodesOne'])}
      </span>
      {here.length === 1 ? null : <AccountChoice here={here} chosen={chosen} onChoose={setChosen} />}
      <Codes found={sheet.found} />
      {hasOlder ? (
        <label class="choice">
          <input
            type="checkbox"
            checked={isReplacing}
            onChange={(event) => setReplacing(event.currentTarget.checked)}
          />
          {text('pageSheetReplaces')}
        </label>
      ) : null}
      <div class="actions">
        <button type="button" class="button small primary" disabled={isBusy} onClick={() => void keep()}>
          {text('pageSheetKeep', visibleName(spokenNameOf(chosen.account)))}
        </button>
        <button type="button" class="button small" onClick={leave}>
          {text('pageSheetLeave')}
        </button>
      </div>
    </section>
  );
}

function leave(): void {
  pageSheet.value = undefined;
}

function AccountChoice(props: {
  readonly here: readonly AccountView[];
  readonly chosen: AccountView;
  readonly onChoose: (id: string) => void;
}): VNode {
  return (
    <select
      aria-label={text('pageSheetAccount')}
      value={props.chosen.id}
      onChange={(event) => props.onChoose(event.currentTarget.value)}
    >
      {props.here.map(({ id, account }) => (
        <option key={id} value={id}>
          {visibleName(spokenNameOf(account))}
        </option>
      ))}
    </select>
  );
}

/** To compare with the page; it shows them itself. */
function Codes({ found }: Pick<PageSheet, 'found'>): VNode {
  return (
    <details open={found.verdict === 'unsure'}>
      <summary>{text('pageSheetCompare')}</summary>
      <ul class="page-sheet-codes">
        {found.codes.map((code) => (
          <li key={code.text} class={code.isUsed ? 'is-used' : undefined}>
            <bdi>{code.text}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}
