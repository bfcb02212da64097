import type { AccountView } from '../../messaging/page-responses.ts';

type Placed = Pick<AccountView, 'onThisSite'>;

export type ListItem<View extends Placed = AccountView> =
  | { readonly kind: 'heading'; readonly of: 'site' | 'others'; readonly top: number }
  | { readonly kind: 'row'; readonly view: View; readonly index: number; readonly top: number };

export interface ListLayout<View extends Placed = AccountView> {
  readonly rows: readonly View[];
  /** The indices of the rows that stand under a heading of their own. */
  readonly headings: readonly number[];
  readonly height: number;
}

export const ROW_HEIGHT = 56;
const HEADING_HEIGHT = 28;
/** first-screen.css: 480 pixels, of which the bar takes 52. Less is left where the browser gives less, or bars stand below. */
const MAX_LIST_HEIGHT = 428;

/**
 * Where every row and heading stands; `views` are those of the current site first. Nothing is made for a row here: of ten
 * thousand that a keystroke finds a dozen are drawn.
 */
export function layOut<View extends Placed>(views: readonly View[]): ListLayout<View> {
  const headings: number[] = [];
  // A list without rows of this site needs no heading: there is nothing to tell apart.
  if (views[0]?.onThisSite === true) {
    for (let index = 0; index < views.length; index += 1) {
      if (views[index - 1]?.onThisSite !== views[index]?.onThisSite) headings.push(index);
    }
  }
  const height = views.length * ROW_HEIGHT + headings.length * HEADING_HEIGHT;
  return { rows: views, headings, height };
}

export function topOfRow({ headings }: Pick<ListLayout, 'headings'>, index: number): number {
  const above = headings.filter((heading) => heading <= index).length;
  return index * ROW_HEIGHT + above * HEADING_HEIGHT;
}

/**
 * The items that may be seen at a scroll position, and as many rows above and below as `overscan` says: the number drawn
 * does not grow with the list.
 */
export function visibleItems<View extends Placed>(
  layout: ListLayout<View>,
  scrollTop: number,
  overscan: number,
): readonly ListItem<View>[] {
  const { rows, headings, height } = layout;
  // Of a list that has just become shorter the browser says only a frame later how far it is scrolled now.
  const at = Math.min(scrollTop, Math.max(0, height - MAX_LIST_HEIGHT));
  const from = at - overscan * ROW_HEIGHT;
  const to = at + MAX_LIST_HEIGHT + overscan * ROW_HEIGHT;
  const items: ListItem<View>[] = [];
  // Headings are few: no row stands above where it would without them.
  const first = Math.max(0, Math.floor(from / ROW_HEIGHT) - headings.length);
  for (let index = first; index < rows.length; index += 1) {
    const view = rows[index];
    const top = topOfRow(layout, index);
    if (view === undefined || top - HEADING_HEIGHT >= to) break;
    if (headings.includes(index) && top > from) {
      items.push({ kind: 'heading', of: view.onThisSite ? 'site' : 'others', top: top - HEADING_HEIGHT });
    }
    if (top + ROW_HEIGHT > from && top < to) items.push({ kind: 'row', view, index, top });
  }
  return items;
}
