import { isOrigin } from '../../core/sites/origin.ts';
import type { Site } from '../../core/sites/site.ts';

/**
 * One site a line: a whole address is cut down to its origin, a bare host is taken as https. `whole`: the origins that stand
 * for their whole site.
 */
export function sitesFromLines(
  lines: string,
  whole: readonly string[],
): { readonly ok: true; readonly sites: readonly Site[] } | { readonly ok: false; readonly line: string } {
  const sites = new Map<string, Site>();
  for (const line of lines.split('\n').map((text) => text.trim())) {
    if (line === '') continue;
    const origin = originOf(line);
    if (origin === undefined) return { ok: false, line };
    sites.set(origin, { origin, match: whole.includes(origin) ? 'site' : 'origin' });
  }
  return { ok: true, sites: [...sites.values()] };
}

/** Each line that stands for a site, as far as they can be read while they are typed. */
export function originsIn(lines: string): readonly string[] {
  return [...new Set(lines.split('\n').flatMap((line) => originOf(line.trim()) ?? []))];
}

function originOf(line: string): string | undefined {
  const address = line.includes('://') ? line : `https://${line}`;
  if (/\s/.test(line) || !URL.canParse(address)) return undefined;
  const { origin } = new URL(address);
  return isOrigin(origin) ? origin : undefined;
}
