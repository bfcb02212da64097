import { parseOrigin } from '../sites/origin.ts';

/**
 * True where a page of this origin is one that passkeys of `rpId` are used on: for lists, whose rp ids were checked when
 * the passkeys were made. A ceremony asks `isValidRpId`.
 */
export function isOnRpId(origin: string, rpId: string): boolean {
  const host = parseOrigin(origin)?.host;
  if (host === undefined) return false;
  // A name without a dot is used on that host alone.
  return host === rpId || (rpId.includes('.') && host.endsWith(`.${rpId}`));
}
