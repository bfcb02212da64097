import type { AccountView } from '../messaging/page-responses.ts';

export type ListItem =
  | { readonly kind: 'heading'; readonly of: 'site' | 'others'; readonly top: number }
  | { readonly kind: 'row'; readonly view: AccountView; readonly index: number; readonly top: number };

export interface ListLayout {
  readonly items: readonly ListItem[];
  readonly rows: readonly AccountView[];
  readonly height: number;
}

export const ROW_HEIGHT = 56;
const HEADING_HEIGHT = 28;
/** No browser makes a popup taller. Its real height is no guide: at the first paint it is not there yet. */
const MAX_POPUP_HEIGHT = 600;
/** Rows drawn above and below what is visible, so that scrolling shows no gap. */
const OVERSCAN = 3;

/** Where every row and heading stands; `views` are those of the current site first. */
export function layOut(views: readonly AccountView[]): ListLayout {
  const items: ListItem[] = [];
  let top = 0;
  for (const [index, view] of views.entries()) {
    const isFirstOfGroup = index === 0 || views[index - 1]?.onThisSite !== view.onThisSite;
    // A list without rows of this site needs no heading: there is nothing to tell apart.
    if (isFirstOfGroup && views[0]?.onThisSite === true) {
      items.push({ kind: 'heading', of: view.onThisSite ? 'site' : 'others', top });
      top += HEADING_HEIGHT;
    }
    items.push({ kind: 'row', view, index, top });
    top += ROW_HEIGHT;
  }
  return { items, rows: views, height: top };
}

/** The items that may be seen at a scroll position: the number drawn does not grow with the list. */
export function visibleItems(layout: ListLayout, scrollTop: number): readonly ListItem[] {
  const from = scrollTop - OVERSCAN * ROW_HEIGHT;
  const to = scrollTop + MAX_POPUP_HEIGHT + OVERSCAN * ROW_HEIGHT;
  const first = firstBelow(layout.items, from);
  let last = first;
  while (last < layout.items.length && (layout.items[last]?.top ?? to) < to) last += 1;
  return layout.items.slice(first, last);
}

/** Binary search: the first item whose top is at or below `position`. */
function firstBelow(items: readonly ListItem[], position: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.top ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
