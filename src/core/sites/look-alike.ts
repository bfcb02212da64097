// A page whose address could be taken for that of a stored site, and is not.
import { parse } from 'tldts';
import { parseOrigin } from './origin.ts';
import { unicodeLabel } from './punycode.ts';
import type { Site } from './site.ts';
import { skeletonOf } from './skeleton.ts';

/**
 * - `letters`: other letters that look the same (IDN, digits, "rn" for "m").
 * - `spelling`: one or two letters changed, added, left out or swapped.
 * - `ending`: the same name under another ending (example.org for example.com).
 * - `inside`: the stored name stands in front of another one (example.com.evil.test).
 * - `more-words`: the stored name with words added (example-login.com).
 */
export const LOOK_ALIKES = ['letters', 'spelling', 'ending', 'inside', 'more-words'] as const;
export type LookAlike = (typeof LOOK_ALIKES)[number];

interface Host {
  /** The registrable domain, e.g. `example.co.uk`. */
  readonly domain: string;
  /** Its first label, e.g. `example`. */
  readonly name: string;
  readonly ending: string;
  /** What stands before the registrable domain; empty where nothing does. */
  readonly before: string;
  /** The ending belongs to somebody who gives out names below it (github.io). */
  readonly isHosted: boolean;
}

/** A name shorter than this is a part of too many others. */
const LEAST_NAME = 5;
/** From this length on two changed letters are overlooked as easily as one. */
const LONG_NAME = 9;

const TLDTS = { allowPrivateDomains: true, validateHostname: true } as const;

type Stored = Pick<Site, 'origin'>;

/** Of a stored site that was compared before: the next page is compared with all of ten thousand again. */
const seen = new WeakMap<Stored, SeenHost | undefined>();

interface SeenHost extends Host {
  readonly looks: string;
}

/**
 * How a page of this origin resembles a stored site. The function that is returned says so for each of these, and
 * undefined where it does not, where it is the same site (or a part of it), or where either has no registrable domain.
 */
export function resemblanceTo(pageOrigin: string): (stored: Stored) => LookAlike | undefined {
  const page = seenHostOf(pageOrigin);
  if (page === undefined) return () => undefined;
  return (site) => {
    if (!seen.has(site)) seen.set(site, seenHostOf(site.origin));
    const stored = seen.get(site);
    if (stored === undefined || stored.domain === page.domain) return undefined;
    return compare(page, stored);
  };
}

function compare(page: SeenHost, stored: SeenHost): LookAlike | undefined {
  if (page.name === stored.name) return isTellingName(page, stored) ? 'ending' : undefined;
  if (page.looks === stored.looks) return 'letters';
  if (standsInside(page.before, stored)) return 'inside';
  if (isWordOf(page.name, stored.name)) return 'more-words';
  return isMisspelt(page.looks, stored.looks, stored.name.length) ? 'spelling' : undefined;
}

function seenHostOf(origin: string): SeenHost | undefined {
  const host = hostOf(origin);
  return host && { ...host, looks: skeletonOf(unicodeLabel(host.name)) };
}

/** "app" and "demo" are names of thousands at those who give them out. */
function isTellingName(page: Host, stored: Host): boolean {
  return stored.name.length >= LEAST_NAME || !(page.isHosted || stored.isHosted);
}

/** `example.com.evil.test` and `example-com.evil.test`, on the borders of labels and words. */
function standsInside(before: string, { domain }: Host): boolean {
  if (before === '') return false;
  const words = `.${before.replaceAll('-', '.')}.`;
  return words.includes(`.${domain.replaceAll('-', '.')}.`);
}

/** The name with its hyphens taken out, too: `pay-pal`. */
function isWordOf(pageName: string, storedName: string): boolean {
  if (storedName.length < LEAST_NAME) return false;
  return pageName.split('-').includes(storedName) || pageName.replaceAll('-', '') === storedName;
}

function isMisspelt(page: string, stored: string, length: number): boolean {
  const allowed = length >= LONG_NAME ? 2 : length >= LEAST_NAME ? 1 : 0;
  if (allowed === 0 || Math.abs(page.length - stored.length) > allowed) return false;
  return lettersMissing(page, stored) <= allowed && editDistance(page, stored) <= allowed;
}

/** At least as many changes it takes: most names differ by more, and their distance need not be counted. */
function lettersMissing(page: string, stored: string): number {
  let missing = 0;
  for (const letter of stored) if (!page.includes(letter)) missing += 1;
  return missing;
}

/** Letters changed, added or left out, or two neighbours swapped (optimal string alignment). */
function editDistance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(one.length, other.length);
}

function hostOf(origin: string): Host | undefined {
  const parts = parseOrigin(origin);
  if (parts === undefined) return undefined;
  const { domain, domainWithoutSuffix, publicSuffix, subdomain, isIp, isPrivate } = parse(parts.host, TLDTS);
  if (isIp === true || !domain || !domainWithoutSuffix || !publicSuffix) return undefined;
  return {
    domain,
    name: domainWithoutSuffix,
    ending: publicSuffix,
    before: subdomain ?? '',
    isHosted: isPrivate === true,
  };
}
