// The sites with an account whose pages the user allowed: the content script is registered for those and for no others.
import { permissionPattern } from '../../core/sites/origin.ts';
import type { Site } from '../../core/sites/site.ts';

export interface SiteAccessParts {
  /** Of the given patterns those that the user allowed, singly or among others. */
  readonly allowed: (patterns: readonly string[]) => Promise<readonly string[]>;
  readonly keptSites: () => Promise<readonly Site[] | 'locked'>;
  readonly registered: () => Promise<readonly string[]>;
  readonly register: (patterns: readonly string[]) => Promise<void>;
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

/**
 * Makes the registration equal to the sites that have an account and are allowed. Called when a permission comes or goes
 * (also in the browser's own page), when accounts change, after unlocking, and at every start. While the vault is locked
 * nobody knows which sites have accounts: then a registration can only go.
 */
export function createSiteAccess({
  allowed,
  keptSites,
  registered,
  register,
  exclusively,
}: SiteAccessParts): () => Promise<void> {
  return () =>
    exclusively(async () => {
      const sites = await keptSites();
      const before = await registered();
      const wanted = sites === 'locked' ? before : patternsOf(sites);
      const next = await allowed(wanted);
      if (next.join(' ') !== before.join(' ')) await register(next);
    });
}

function patternsOf(sites: readonly Site[]): readonly string[] {
  return [...new Set(sites.flatMap(({ origin }) => permissionPattern(origin) ?? []))].toSorted();
}
