import type { VNode } from 'preact';
import { countText, type TextKey } from '../../ui/text.ts';
import {
  chosenRows,
  GROUP_ORDER,
  groupOf,
  type ImportRow,
  isChoosable,
  type RowGroup,
  takenBy,
  withChoice,
} from './import-rows.ts';
import { rows as shown } from './import-state.ts';

const GROUP_TEXT: { readonly [Group in Exclude<RowGroup, 'account'>]: readonly [TextKey, TextKey] } = {
  conflicting: ['importGroupConflicting', 'importGroupConflictingOne'],
  new: ['importGroupNew', 'importGroupNewOne'],
  'other-name': ['importGroupOtherName', 'importGroupOtherNameOne'],
  unreadable: ['importGroupUnreadable', 'importGroupUnreadableOne'],
  repeated: ['importGroupRepeated', 'importGroupRepeatedOne'],
  same: ['importGroupSame', 'importGroupSameOne'],
};

/** How many there are of each kind, and a tick that takes all of them. */
export function RowGroups({ rows }: { readonly rows: readonly ImportRow[] }): VNode {
  return (
    <div class="row-groups">
      {GROUP_ORDER.map((group) => (
        <Group key={group} group={group} rows={rows.filter((row) => groupOf(row) === group)} />
      ))}
    </div>
  );
}

function Group(props: { readonly group: RowGroup; readonly rows: readonly ImportRow[] }): VNode | null {
  const { group, rows } = props;
  if (rows.length === 0 || group === 'account') return null;
  const label = countText(rows.length, GROUP_TEXT[group]);
  const choosable = rows.filter(isChoosable).length;
  if (choosable === 0) return <span class="hint">{label}</span>;
  const chosen = chosenRows(rows).length;
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={chosen === choosable}
        ref={(box) => {
          if (box !== null) box.indeterminate = chosen > 0 && chosen < choosable;
        }}
        onChange={(event) => {
          const isTaken = event.currentTarget.checked;
          shown.value = withChoice(
            shown.value,
            (row) => groupOf(row) === group,
            (row) => (isTaken ? takenBy(row) : 'leave'),
          );
        }}
      />
      <span>{label}</span>
    </label>
  );
}
