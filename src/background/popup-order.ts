import type { Usage } from '../core/vault/usage.ts';
import type { AccountView } from '../messaging/page-responses.ts';

type Ordered = Pick<AccountView, 'id' | 'onThisSite'> & {
  readonly account: Pick<AccountView['account'], 'pinned'>;
};

/**
 * The current site first, then what the user pinned, in the user's own order; then by use, the latest first, and what was
 * never used as it stands in the vault.
 */
export function inPopupOrder<View extends Ordered>(views: readonly View[], usage: Usage): readonly View[] {
  const groupOf = ({ onThisSite, account }: View) => (onThisSite ? 0 : account.pinned ? 1 : 2);
  const usedAt = ({ id }: View) => usage.get(id) ?? 0;
  return views.toSorted((a, b) => {
    const group = groupOf(a);
    if (group !== groupOf(b)) return group - groupOf(b);
    if (group === 0 && a.account.pinned !== b.account.pinned) return a.account.pinned ? -1 : 1;
    return group === 1 ? 0 : usedAt(b) - usedAt(a);
  });
}
