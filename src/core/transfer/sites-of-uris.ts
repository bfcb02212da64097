import { isOrigin } from '../sites/origin.ts';

const DEFAULT_PORT = { http: ':80', https: ':443' } as const;
const MAX_SITES = 50;

/** The origins of the pages that a password manager's item names; what is no web address is left out. */
export function sitesOfUris(uris: readonly string[]): readonly string[] {
  const origins = uris.slice(0, MAX_SITES).flatMap((uri) => originOf(uri) ?? []);
  return [...new Set(origins)];
}

/** A host without a scheme, as some write it, is one of https. */
function originOf(uri: string): string | undefined {
  const found = /^(?:(https?):\/\/)?(?:[^/?#@\s]*@)?([^/?#@\s]+)(?:[/?#]|$)/i.exec(uri.trim().slice(0, 2048));
  if (found === null) return undefined;
  const scheme = found[1]?.toLowerCase() === 'http' ? 'http' : 'https';
  const host = (found[2] ?? '').toLowerCase();
  if (found[1] === undefined && !/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(host)) return undefined;
  const port = DEFAULT_PORT[scheme];
  const origin = `${scheme}://${host.endsWith(port) ? host.slice(0, -port.length) : host}`;
  return isOrigin(origin) ? origin : undefined;
}
