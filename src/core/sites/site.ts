import { getDomain } from 'tldts';
import { parseOrigin } from './origin.ts';

/** Where an account is used: one exact origin, or the whole registrable domain that the origin belongs to. */
export interface Site {
  /** Scheme, host and port as a URL origin, e.g. `https://login.example.com`. */
  readonly origin: string;
  readonly match: 'origin' | 'site';
}

/**
 * True where a page of `pageOrigin` may be given codes of an account used at `site`. By default scheme, host and port
 * must be equal; "whole site" compares the registrable domain by the public suffix list with its private section (a
 * github.io user is a site of its own), never over http and never for IP addresses.
 */
export function siteMatches(site: Site, pageOrigin: string): boolean {
  return siteMatcher(pageOrigin)(site);
}

/** The same for many sites and one page, which is read once. */
export function siteMatcher(pageOrigin: string): (site: Site) => boolean {
  const page = parseOrigin(pageOrigin);
  if (page === undefined) return () => false;
  let pageDomain: string | undefined;
  return ({ origin, match }) => {
    if (origin === pageOrigin) return true;
    if (match !== 'site' || page.scheme !== 'https') return false;
    const stored = parseOrigin(origin);
    if (stored?.scheme !== 'https' || stored.port !== page.port) return false;
    const domain = registrableDomain(stored.host);
    pageDomain ??= registrableDomain(page.host);
    return domain !== undefined && domain === pageDomain;
  };
}

/**
 * The registrable domain that "whole site" stands for at this origin, e.g. `example.co.uk`; undefined where there is none to
 * choose: IP addresses, hosts without an ending, public suffixes, and http.
 */
export function wholeSiteOf(origin: string): string | undefined {
  const parts = parseOrigin(origin);
  return parts?.scheme === 'https' ? registrableDomain(parts.host) : undefined;
}

function registrableDomain(host: string): string | undefined {
  return getDomain(host, { allowPrivateDomains: true, validateHostname: true }) ?? undefined;
}
