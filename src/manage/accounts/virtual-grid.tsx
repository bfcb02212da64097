// A grid of many rows of one height: only those in sight are drawn, and the keys walk through all of them.
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { rowByKey } from '../../ui/grid-keys.ts';

/** In pixels; the style sheet has the same. */
const GRID_ROW_HEIGHT = 60;
const SHOWN_ROWS = 8;
/** Rows drawn above and below what is in sight, so that scrolling shows no gap. */
const OVERSCAN = 4;

interface GridRowProps {
  readonly index: number;
  /** The one that Tab leads to. */
  readonly isCurrent: boolean;
}

interface GridProps {
  readonly label: string;
  readonly count: number;
  readonly keyOf: (index: number) => string;
  readonly renderRow: (row: GridRowProps) => VNode;
  /** Keys other than those that walk, pressed on a row itself. */
  readonly onRowKey: (event: KeyboardEvent, index: number) => void;
}

export function VirtualGrid(props: GridProps): VNode {
  const { count, renderRow, keyOf } = props;
  const { grid, top, current, setTop, setCurrent, press } = useWalk(props);
  return (
    <div
      ref={grid}
      class="grid"
      role="grid"
      aria-label={props.label}
      aria-rowcount={count}
      style={{ maxHeight: `${SHOWN_ROWS * GRID_ROW_HEIGHT + 2}px` }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={press}
    >
      <div role="rowgroup" class="grid-rows" style={{ height: `${count * GRID_ROW_HEIGHT}px` }}>
        {drawnRows(top, count, current).map((index) => (
          <div
            key={keyOf(index)}
            role="row"
            class="grid-row"
            aria-rowindex={index + 1}
            tabIndex={index === current ? 0 : -1}
            style={{ top: `${index * GRID_ROW_HEIGHT}px` }}
            onFocusCapture={() => setCurrent(index)}
          >
            {renderRow({ index, isCurrent: index === current })}
          </div>
        ))}
      </div>
    </div>
  );
}

function useWalk({ count, onRowKey }: GridProps) {
  const [top, setTop] = useState(0);
  const [chosen, setCurrent] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const current = Math.min(chosen, count - 1);

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    grid.current?.querySelector<HTMLElement>(`[aria-rowindex="${current + 1}"]`)?.focus();
  });

  function walkTo(index: number): void {
    const element = grid.current;
    if (element === null) return;
    const rowTop = index * GRID_ROW_HEIGHT;
    const inSight = element.clientHeight - GRID_ROW_HEIGHT;
    if (rowTop < element.scrollTop) element.scrollTop = rowTop;
    else if (rowTop > element.scrollTop + inSight) element.scrollTop = rowTop - inSight;
    focusWanted.current = true;
    setCurrent(index);
    setTop(element.scrollTop);
  }

  function press(event: KeyboardEvent): void {
    const { target } = event;
    // Keys inside of a field are the field's.
    if (!(target instanceof HTMLElement) || target.getAttribute('role') !== 'row') return;
    const next = rowByKey(event.key, { at: current, count, page: SHOWN_ROWS - 1 });
    if (next === undefined) {
      onRowKey(event, current);
      return;
    }
    event.preventDefault();
    walkTo(next);
  }

  return { grid, top, current, setTop, setCurrent, press };
}

/** Those in sight, and the one that has the focus, wherever the wheel goes. */
function drawnRows(top: number, count: number, current: number): readonly number[] {
  const first = Math.max(0, Math.floor(top / GRID_ROW_HEIGHT) - OVERSCAN);
  const last = Math.min(count, Math.ceil(top / GRID_ROW_HEIGHT) + SHOWN_ROWS + OVERSCAN);
  const indices = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  if (current < 0 || indices.includes(current)) return indices;
  return current < first ? [current, ...indices] : [...indices, current];
}
