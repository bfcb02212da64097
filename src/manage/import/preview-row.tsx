import type { VNode } from 'preact';
import type { ImportChoice } from '../../core/transfer/import-plan.ts';
import { spokenNameOf, subtitleOf, titleOf, visibleName } from '../../core/vault/records/account-name.ts';
import { type TextKey, text } from '../../ui/text.ts';
import {
  type AccountRow,
  type ImportRow,
  isChoosable,
  takenBy,
  type UnreadableRow,
  withChoice,
} from './import-rows.ts';
import { rows, saving } from './import-state.ts';
import { entryErrorText, kindText } from './import-text.ts';
import { NameFields } from './name-fields.tsx';

interface RowProps {
  /** Its controls are in the way of Tab only then. */
  readonly isCurrent: boolean;
  readonly isEditing: boolean;
  readonly onEdit: (isWanted: boolean) => void;
}

export function PreviewRow(props: RowProps & { readonly row: ImportRow }): VNode {
  const { row } = props;
  if (row.is === 'unreadable') return <Unreadable row={row} />;
  return props.isEditing ? (
    <NameFields row={row} onDone={() => props.onEdit(false)} />
  ) : (
    <Account {...props} row={row} />
  );
}

function Unreadable({ row }: { readonly row: UnreadableRow }): VNode {
  return (
    <>
      <span role="gridcell" class="grid-tick" />
      <span role="gridcell" class="names">
        <strong>
          <bdi>{visibleName(row.name) || text('importNoName')}</bdi>
        </strong>
        <span class="error">{entryErrorText(row.reason)}</span>
      </span>
    </>
  );
}

function Account(props: RowProps & { readonly row: AccountRow }): VNode {
  const { row, isCurrent } = props;
  const name = visibleName(spokenNameOf(row.account)) || text('importNoName');
  const isBusy = saving.value !== undefined;
  const tabIndex = isCurrent ? 0 : -1;
  return (
    <>
      <span role="gridcell" class="grid-tick">
        {isChoosable(row) ? (
          <input
            type="checkbox"
            aria-label={text('importTake', name)}
            tabIndex={tabIndex}
            disabled={isBusy}
            checked={row.choice !== 'leave'}
            onChange={(event) => choose(row.key, event.currentTarget.checked ? takenBy(row) : 'leave')}
          />
        ) : null}
      </span>
      <span role="gridcell" class="names">
        <strong>
          <bdi>{visibleName(titleOf(row.account)) || text('importNoName')}</bdi>
        </strong>
        <bdi class="hint">{visibleName(detailsOf(row))}</bdi>
      </span>
      <span role="gridcell" class="grid-kind">
        <span class={row.item.kind === 'conflicting' ? 'hint is-warning' : 'hint'}>
          {kindText(row.item.kind)}
        </span>
        {row.item.offers.includes('replace') ? <Ways row={row} name={name} tabIndex={tabIndex} /> : null}
        {row.item.offers.includes('advance') ? <span class="hint">{text('importAdvance')}</span> : null}
      </span>
      <span role="gridcell">
        <button
          type="button"
          class="button small"
          aria-label={text('editOf', name)}
          tabIndex={tabIndex}
          disabled={isBusy}
          onClick={() => props.onEdit(true)}
        >
          {text('edit')}
        </button>
      </span>
    </>
  );
}

const WAY_TEXT: { readonly [Choice in ImportChoice]: TextKey } = {
  leave: 'importLeave',
  add: 'importKeepBoth',
  replace: 'importReplace',
  advance: 'importAdvance',
};

function Ways(props: { readonly row: AccountRow; readonly name: string; readonly tabIndex: number }): VNode {
  const { row } = props;
  return (
    <select
      aria-label={text('importWayFor', props.name)}
      tabIndex={props.tabIndex}
      disabled={saving.value !== undefined}
      value={row.choice}
      onChange={(event) => {
        const chosen = row.item.offers.find((offer) => offer === event.currentTarget.value);
        if (chosen !== undefined) choose(row.key, chosen);
      }}
    >
      {row.item.offers.map((offer) => (
        <option key={offer} value={offer}>
          {text(offer === 'replace' && row.item.kind === 'other-name' ? 'importTakeName' : WAY_TEXT[offer])}
        </option>
      ))}
    </select>
  );
}

function choose(key: string, choice: ImportChoice): void {
  rows.value = withChoice(
    rows.value,
    (row) => row.key === key,
    () => choice,
  );
}

/** The name it has in the vault, where that is another one; and what comes along that no column shows. */
function detailsOf({ account, item }: AccountRow): string {
  const existing = item.kind === 'other-name' ? item.existing : null;
  return [
    subtitleOf(account),
    existing === null ? '' : text('importKeptAs', spokenNameOf(existing)),
    account.recoveryCodes.length === 0 ? '' : text('importWithRecoveryCode'),
  ]
    .filter(Boolean)
    .join(' · ');
}
