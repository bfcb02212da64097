import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The token each form carries: an HMAC of the session cookie's value. Another site can make the browser send the cookie
 * but can read neither the cookie nor the page, and a token of one session fits no other.
 */
export function csrfTokenFor(sessionToken: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(sessionToken).digest('base64url');
}

export function isCsrfToken(given: string | null, sessionToken: string, key: Uint8Array): boolean {
  const expected = Buffer.from(csrfTokenFor(sessionToken, key));
  const found = Buffer.from(given ?? '');
  return found.length === expected.length && timingSafeEqual(found, expected);
}
