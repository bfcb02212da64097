import type { Usage } from '../core/vault/usage.ts';
import type { AccountView } from '../messaging/page-responses.ts';

type Ordered = Pick<AccountView, 'id' | 'onThisSite' | 'resembles'> & {
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
  const usedAt = ({ id }: View) => usage.get(id) ?? 0;
  return views.toSorted((a, b) => {
    const group = groupOf(a);
    if (group !== groupOf(b)) return group - groupOf(b);
    if (group === PINNED) return 0;
    return likelihood(b, named) - likelihood(a, named) || usedAt(b) - usedAt(a);
  });
}

const PINNED = 2;

function groupOf({ onThisSite, resembles, account }: Ordered): number {
  if (onThisSite) return 0;
  if (resembles !== undefined) return 1;
  return account.pinned ? PINNED : PINNED + 1;
}

function likelihood({ id, onThisSite, account }: Ordered, named: ReadonlySet<string>): number {
  if (!onThisSite) return 0;
  return (named.has(id) ? 2 : 0) + (account.pinned ? 1 : 0);
}
