// Two or more accounts of one site: the one whose name stands on the page first, then the one used last.
import type { AccountView } from '../messaging/page-responses.ts';

/** Shorter names ("me") stand on every page. */
const LEAST_NAME = 3;

/**
 * Compared here and not in the page: which accounts there are is told to no process that a page runs in. `text` is what
 * the page shows, hostile and cut to a length.
 */
export function namesOnPage(views: readonly AccountView[], text: string): ReadonlySet<string> {
  const page = text.toLocaleLowerCase();
  return new Set(
    views.filter(({ account }) => stands(account.accountName.toLocaleLowerCase(), page)).map(({ id }) => id),
  );
}

/** As a whole: "ada" is not on a page that says "Canada". */
function stands(name: string, page: string): boolean {
  if (name.trim().length < LEAST_NAME) return false;
  for (let at = page.indexOf(name); at >= 0; at = page.indexOf(name, at + 1)) {
    if (!isPartOfName(page[at - 1]) && !isPartOfName(page[at + name.length])) return true;
  }
  return false;
}

/** "ada@example.com" is not "ada@example.com.au", and "ada." at the end of a sentence is "ada". */
function isPartOfName(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}@_-]/u.test(character);
}

export interface OrderParts {
  readonly autofill: {
    namedOnPage(tabId: number, views: readonly AccountView[]): Promise<ReadonlySet<string>>;
  };
  readonly uses: { lastUsed(): Promise<ReadonlyMap<string, number>> };
  /** `otherwise` where the page has not answered in the time that nobody notices. */
  readonly inTime: <Value>(work: Promise<Value>, otherwise: Value) => Promise<Value>;
}

/**
 * The current site first, then those that its address resembles, then pinned, then as the user ordered them. Where the site has two or more accounts its page
 * is asked before the list is answered: rows must not move once they are shown.
 */
export async function inPopupOrder(
  views: readonly AccountView[],
  tabId: number | null,
  { autofill, uses, inTime }: OrderParts,
): Promise<readonly AccountView[]> {
  const here = views.filter(({ onThisSite, deletedAt }) => onThisSite && deletedAt === null);
  const rank = ({ onThisSite, resembles, account }: AccountView) =>
    (onThisSite ? 0 : resembles === undefined ? 4 : 2) + (account.pinned ? 0 : 1);
  if (tabId === null || here.length < 2) return views.toSorted((a, b) => rank(a) - rank(b));
  const [named, lastUsed] = await Promise.all([
    inTime(autofill.namedOnPage(tabId, here), new Set<string>()),
    uses.lastUsed(),
  ]);
  const compare = byLikelihood(named, lastUsed);
  return views.toSorted((a, b) => compare(a, b) || rank(a) - rank(b));
}

/** In front those of the page that are named there, then those that were used, the last one first. */
function byLikelihood(
  named: ReadonlySet<string>,
  lastUsed: ReadonlyMap<string, number>,
): (a: AccountView, b: AccountView) => number {
  const site = ({ id, onThisSite }: AccountView) => (onThisSite ? (named.has(id) ? 0 : 1) : 2);
  const used = ({ id, onThisSite }: AccountView) => (onThisSite ? (lastUsed.get(id) ?? 0) : 0);
  return (a, b) => site(a) - site(b) || used(b) - used(a);
}
