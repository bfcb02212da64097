import { hashToken, newToken } from '../security/tokens.ts';
import type { Site } from '../site.ts';
import { changeSession, deleteExpired, findSession, insertSession, type Session } from '../store/sessions.ts';
import type { User } from '../store/users.ts';

/** Someone signed in, and the session they act in. */
export interface Account {
  readonly user: User;
  readonly session: Session;
}

const SESSION_MS = 12 * 60 * 60_000;

const CLIENT_SESSION_MS = 90 * 24 * 60 * 60_000;

/** Opens a session under an id that no one has seen before, and gives the token for the cookie or the program. */
export function openSession(
  site: Site,
  userId: number,
  opened: { readonly twoFactor: boolean; readonly client?: string },
): string {
  const now = site.clock.now();
  const token = newToken(site.random);
  deleteExpired(site.database, now);
  insertSession(site.database, {
    idHash: hashToken(token),
    userId,
    twoFactor: opened.twoFactor ? 1 : 0,
    // A program is let in by someone who has just proved who they are.
    verifiedAt: site.policy.stepUp.signInCounts || opened.client !== undefined ? now : null,
    createdAt: now,
    expiresAt: now + (opened.client === undefined ? SESSION_MS : CLIENT_SESSION_MS),
    client: opened.client ?? null,
  });
  return token;
}

/**
 * Goes on with the session under a new id: whoever knew the old one gains nothing by what was just proved. Undefined
 * where the session ended meanwhile.
 */
export function renewSession(
  site: Site,
  session: Session,
  change: Partial<Pick<Session, 'twoFactor' | 'verifiedAt'>>,
): string | undefined {
  const token = newToken(site.random);
  const changed = { ...session, ...change, idHash: hashToken(token) };
  return changeSession(site.database, session.idHash, changed) ? token : undefined;
}

/**
 * Whether the session still is. Asked inside the transaction of what it does, wherever something was waited for since
 * the request came in: a session that was ended meanwhile changes nothing any more.
 */
export function isStillOpen(site: Site, { idHash }: Session): boolean {
  return findSession(site.database, idHash, site.clock.now()) !== undefined;
}
