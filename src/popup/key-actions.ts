// What a key does in the popup, apart from what the row under the focus does with it.
import type { View } from './state.ts';

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** Where the focus is. */
  readonly focus: 'search' | 'field' | 'row' | 'elsewhere';
  /** Undefined while there is no list: locked, or something is wrong. */
  readonly view: View | undefined;
  readonly hasQuery: boolean;
}

export type KeyAction = 'lock' | 'search' | 'to-rows' | 'copy-first' | 'clear-search' | 'leave-view';

export function keyAction(pressed: PressedKey): KeyAction | undefined {
  if (pressed.view === undefined) return undefined;
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) {
    return pressed.ctrlKey && pressed.key.toLowerCase() === 'l' ? 'lock' : undefined;
  }
  if (pressed.view !== 'list') return pressed.key === 'Escape' ? 'leave-view' : undefined;
  return inList(pressed);
}

function inList({ key, focus, hasQuery }: PressedKey): KeyAction | undefined {
  if (key === 'Escape') return hasQuery ? 'clear-search' : undefined;
  if (focus === 'field') return undefined;
  if (key === 'ArrowDown') return focus === 'row' ? undefined : 'to-rows';
  if (focus === 'search') return key === 'Enter' && hasQuery ? 'copy-first' : undefined;
  return startsSearch(key) ? 'search' : undefined;
}

/** A letter, a digit or "/" typed anywhere; Space and Enter press the button that has the focus. */
function startsSearch(key: string): boolean {
  return [...key].length === 1 && key !== ' ';
}

/** Where a key leads from a row: to another one, or up to the search. Undefined where it leads nowhere. */
export function rowReached(key: string, current: number, count: number): number | 'search' | undefined {
  const last = count - 1;
  const within = (row: number) => Math.max(0, Math.min(last, row));
  switch (key) {
    case 'ArrowDown':
      return within(current + 1);
    case 'ArrowUp':
      return current === 0 ? 'search' : within(current - 1);
    case 'PageDown':
      return within(current + ROWS_A_PAGE);
    case 'PageUp':
      return within(current - ROWS_A_PAGE);
    case 'Home':
      return 0;
    case 'End':
      return within(last);
    default:
      return undefined;
  }
}

const ROWS_A_PAGE = 6;
