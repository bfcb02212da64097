// Two or more accounts of one site: the one whose name stands on the page comes first.
import type { AccountView } from '../../messaging/page-responses.ts';

type Named = Pick<AccountView, 'id' | 'account'>;

/** Shorter names ("me") stand on every page. */
const LEAST_NAME = 3;

/**
 * Compared here and not in the page: which accounts there are is told to no process that a page runs in. `text` is what
 * the page shows, hostile and cut to a length.
 */
export function namesOnPage(views: readonly Named[], text: string): ReadonlySet<string> {
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
    namedOnPage(tabId: number, views: readonly Named[]): Promise<ReadonlySet<string>>;
  };
  /** `otherwise` where the page has not answered in the time that nobody notices. */
  readonly inTime: <Value>(work: Promise<Value>, otherwise: Value) => Promise<Value>;
}

/** The accounts of the current site that its page names; asked only where there are several to choose between. */
export async function namedHere(
  /** Those that are kept. */
  views: readonly (Named & Pick<AccountView, 'onThisSite'>)[],
  tabId: number | null,
  { autofill, inTime }: OrderParts,
): Promise<ReadonlySet<string>> {
  const here = views.filter(({ onThisSite }) => onThisSite);
  if (tabId === null || here.length < 2) return new Set();
  return inTime(autofill.namedOnPage(tabId, here), new Set<string>());
}
