import { parse } from 'tldts';

/** As a browser writes a host, without brackets: an IPv6 address is none. */
const HOST = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;
/** The last label of a domain is never a number (WHATWG URL, section 3.5): this is an IPv4 address. */
const NUMBER_AT_THE_END = /(?:^|\.)\d+$/;

/**
 * True where a page on `host` may use passkeys of `rpId`: the host itself, or a part of it from a dot on that is no public
 * suffix, those of hosting companies included (github.io is many people's). Stricter than a browser in one point: a page
 * whose host is itself a listed suffix has no passkeys here. Neither is an IP address, has upper case or a dot at its end.
 */
export function isValidRpId(rpId: string, host: string): boolean {
  if (!HOST.test(rpId) || !HOST.test(host) || NUMBER_AT_THE_END.test(host)) return false;
  if (host !== rpId && !host.endsWith(`.${rpId}`)) return false;
  const { domain, isIcann, isPrivate } = parse(rpId, { allowPrivateDomains: true, validateHostname: false });
  if (domain !== null) return true;
  // A name without a dot that no list names (localhost, a machine of the own network): only for itself.
  return host === rpId && isIcann !== true && isPrivate !== true;
}

/** All rp ids that a page on `host` may use, its own host first. */
export function rpIdsFor(host: string): readonly string[] {
  const labels = host.split('.');
  return labels
    .map((_label, index) => labels.slice(index).join('.'))
    .filter((rpId) => isValidRpId(rpId, host));
}
