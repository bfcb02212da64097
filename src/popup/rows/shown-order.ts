import type { AccountView } from '../../messaging/page-responses.ts';

/**
 * What was listed, as it is shown already: while the popup is open no row moves under the pointer, though a code was copied
 * or an account pinned. What is not shown yet follows, in its group.
 */
export function inShownOrder(
  listed: readonly AccountView[],
  shown: readonly AccountView[],
): readonly AccountView[] {
  const places = new Map(shown.map(({ id }, index) => [id, index]));
  const placeOf = ({ id }: AccountView) => places.get(id) ?? shown.length;
  const groupOf = ({ onThisSite }: AccountView) => (onThisSite ? 0 : 1);
  return listed.toSorted((a, b) => groupOf(a) - groupOf(b) || placeOf(a) - placeOf(b));
}
