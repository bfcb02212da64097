import type { Usage } from '../../core/vault/records/usage.ts';
import type { AccountView } from '../../messaging/page-responses.ts';

type Ordered = Pick<AccountView, 'id' | 'onThisSite'> & {
  readonly resembles?: AccountView['resembles'] | undefined;
  readonly account: Pick<AccountView['account'], 'pinned'>;
};

/**
 * The current site first: who is named on its page, then what is pinned, then the latest used. Then the accounts whose
 * site its address resembles; then what the user pinned, in the user's own order; then by use, and what was never used as
 * it stands in the vault.
 */
export function inPopupOrder<View extends Ordered>(
  views: readonly View[],
  usage: Usage,
  named: ReadonlySet<string> = new Set(),
): readonly View[] {
  const groups = Map.groupBy(views, groupOf);
  const usedAt = ({ id }: View) => usage.get(id) ?? 0;
  const byUse = (a: View, b: View) => usedAt(b) - usedAt(a);
  const here = (groups.get(HERE) ?? []).toSorted(
    (a, b) => likelihood(b, named) - likelihood(a, named) || byUse(a, b),
  );
  // What was never used keeps its place: of ten thousand accounts only those few that were used are sorted.
  const { used = [], unused = [] } = Object.groupBy(groups.get(OTHERS) ?? [], ({ id }) =>
    usage.has(id) ? 'used' : 'unused',
  );
  return [
    ...here,
    ...(groups.get(RESEMBLING) ?? []).toSorted(byUse),
    ...(groups.get(PINNED) ?? []),
    ...used.toSorted(byUse),
    ...unused,
  ];
}

const [HERE, RESEMBLING, PINNED, OTHERS] = [0, 1, 2, 3] as const;

function groupOf({ onThisSite, resembles, account }: Ordered): number {
  if (onThisSite) return HERE;
  if (resembles !== undefined) return RESEMBLING;
  return account.pinned ? PINNED : OTHERS;
}

function likelihood({ id, account }: Ordered, named: ReadonlySet<string>): number {
  return (named.has(id) ? 2 : 0) + (account.pinned ? 1 : 0);
}
