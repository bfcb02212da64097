import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { text } from '../../ui/text.ts';
import { VirtualGrid } from '../accounts/virtual-grid.tsx';
import { type ImportRow, isChoosable, takenBy, withChoice } from './import-rows.ts';
import { rows as shown, saving } from './import-state.ts';
import { PreviewRow } from './preview-row.tsx';

/** Space takes or leaves a row, Enter edits its names. */
export function PreviewGrid({ rows }: { readonly rows: readonly ImportRow[] }): VNode {
  const [editing, setEditing] = useState<string>();

  function press(event: KeyboardEvent, index: number): void {
    const row = rows[index];
    if (row?.is !== 'account' || saving.value !== undefined) return;
    if (event.key === ' ') {
      event.preventDefault();
      if (isChoosable(row)) toggle(row.key);
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      setEditing(row.key);
    }
  }

  return (
    <>
      <p class="hint">{text('importGridKeys')}</p>
      <VirtualGrid
        label={text('importPreview')}
        count={rows.length}
        keyOf={(index) => rows[index]?.key ?? ''}
        onRowKey={press}
        renderRow={({ index, isCurrent }) => {
          const row = rows[index];
          return row === undefined ? (
            <span role="gridcell" />
          ) : (
            <PreviewRow
              row={row}
              isCurrent={isCurrent}
              isEditing={editing === row.key}
              onEdit={(isWanted) => setEditing(isWanted ? row.key : undefined)}
            />
          );
        }}
      />
    </>
  );
}

function toggle(key: string): void {
  shown.value = withChoice(
    shown.value,
    (row) => row.key === key,
    (row) => (row.choice === 'leave' ? takenBy(row) : 'leave'),
  );
}
