import { isOrigin } from '../core/sites/origin.ts';
import type { Site } from '../core/sites/site.ts';

/** One site a line: a whole address is cut down to its origin, a bare host is taken as https. */
export function sitesFromLines(
  lines: string,
  before: readonly Site[],
): { readonly ok: true; readonly sites: readonly Site[] } | { readonly ok: false; readonly line: string } {
  const sites = new Map<string, Site>();
  for (const line of lines.split('\n').map((text) => text.trim())) {
    if (line === '') continue;
    const origin = originOf(line);
    if (origin === undefined) return { ok: false, line };
    // What the user chose for a site before (exact or the whole site) stays.
    sites.set(origin, before.find((site) => site.origin === origin) ?? { origin, match: 'origin' });
  }
  return { ok: true, sites: [...sites.values()] };
}

function originOf(line: string): string | undefined {
  const address = line.includes('://') ? line : `https://${line}`;
  if (/\s/.test(line) || !URL.canParse(address)) return undefined;
  const { origin } = new URL(address);
  return isOrigin(origin) ? origin : undefined;
}
