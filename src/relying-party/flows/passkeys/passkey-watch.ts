import { hashToken, newToken } from '../../security/tokens.ts';
import type { Site } from '../../site.ts';
import { findPasskeyWatch, insertPasskeyWatch, type PasskeyWatch } from '../../store/passkey-watches.ts';
import type { Account } from '../session.ts';

const WATCH_MS = 10 * 60_000;

/**
 * A ticket for a program that waits until its user has added a passkey in the browser. A first factor ends the program's
 * session; the ticket outlives it, and tells that it is done and nothing else.
 */
export function beginPasskeyWatch(site: Site, { user }: Account): string {
  const ticket = newToken(site.random);
  const now = site.clock.now();
  const watch = { ticketHash: hashToken(ticket), userId: user.id, expiresAt: now + WATCH_MS };
  insertPasskeyWatch(site.database, watch, now);
  return ticket;
}

/** Undefined where there is no such ticket, or it is too old. */
export function lookAtPasskeyWatch(site: Site, ticket: string): PasskeyWatch | undefined {
  return findPasskeyWatch(site.database, hashToken(ticket), site.clock.now());
}
