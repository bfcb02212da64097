import { displayHost } from '../../sites/origin.ts';
import type { Account } from './account.ts';

interface Named {
  readonly account: Pick<Account, 'issuer' | 'accountName' | 'sites' | 'tags'>;
}

const haystacks = new WeakMap<Named, string>();

export type Search<View> = (views: readonly View[], query: string) => readonly View[];

/**
 * The accounts in which every word of the query occurs: in service, account name, site or tag. Order is kept. A query that
 * goes on from the one before looks only through what that one found.
 */
export function createSearch<View extends Named>(): Search<View> {
  // Of the query before: what it was asked of, itself, its words, what it found.
  let among: readonly View[] = [];
  let typed = '';
  let known: readonly string[] = [];
  let found: readonly View[] = [];
  return (views, query) => {
    const wanted = folded(query).trimStart();
    const words = wanted.split(/\s+/).filter((word) => word !== '');
    if (words.length === 0) return views;
    const goesOn = among === views && wanted.startsWith(typed);
    // What was found has the words before this one: thousands are not asked for them again.
    const asked = goesOn ? words.filter((word) => !known.includes(word)) : words;
    found = (goesOn ? found : views).filter((view) => asked.every((word) => haystackOf(view).includes(word)));
    [among, typed, known] = [views, wanted, words];
    return found;
  };
}

/** Folded once an account, since a keystroke goes through thousands of them. */
function haystackOf(view: Named): string {
  const known = haystacks.get(view);
  if (known !== undefined) return known;
  const { issuer, accountName, sites, tags } = view.account;
  const haystack = folded(
    [issuer, accountName, ...sites.map(({ origin }) => displayHost(origin)), ...tags].join('\n'),
  );
  haystacks.set(view, haystack);
  return haystack;
}

/** Makes these ready for searching, so that the first keystroke need not. */
export function prepareSearch(views: readonly Named[]): void {
  for (const view of views) haystackOf(view);
}

const ASCII = /^[ -~\n]*$/;

/** Without case and accents: "cafe" finds "Café". */
function folded(text: string): string {
  // Nothing to take apart, which is most of what takes time.
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
