/**
 * The same items with one of them moved before another, or to the end for null, in groups as long as they were: only the
 * groups between the two places differ. Unchanged where either is not there.
 */
export function withMoved<Item extends { readonly id: string }>(
  groups: readonly (readonly Item[])[],
  id: string,
  before: string | null,
): readonly (readonly Item[])[] {
  const items = groups.flat();
  const moved = items.find((item) => item.id === id);
  const others = items.filter((item) => item.id !== id);
  const at = before === null ? others.length : others.findIndex((item) => item.id === before);
  if (moved === undefined || at < 0) return groups;
  const arranged = others.toSpliced(at, 0, moved);
  let start = 0;
  return groups.map((group) => {
    const next = arranged.slice(start, start + group.length);
    start += group.length;
    return next.every((item, index) => item === group[index]) ? group : next;
  });
}
