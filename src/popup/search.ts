import { displayHost } from '../core/sites/origin.ts';
import type { AccountView } from '../messaging/page-responses.ts';

const haystacks = new WeakMap<AccountView, string>();

/** The accounts in which every word of the query occurs: in service, account name, site or tag. Order is kept. */
export function searchAccounts(views: readonly AccountView[], query: string): readonly AccountView[] {
  const words = folded(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return views;
  return views.filter((view) => words.every((word) => haystackOf(view).includes(word)));
}

/** Folded once an account, since a keystroke goes through thousands of them. */
function haystackOf(view: AccountView): string {
  const known = haystacks.get(view);
  if (known !== undefined) return known;
  const { issuer, accountName, sites, tags } = view.account;
  const haystack = folded(
    [issuer, accountName, ...sites.map(({ origin }) => displayHost(origin)), ...tags].join('\n'),
  );
  haystacks.set(view, haystack);
  return haystack;
}

/** Without case and accents: "cafe" finds "Café". */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
