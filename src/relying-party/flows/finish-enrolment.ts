import { err, ok, type Result } from '../../core/result.ts';
import { hashToken } from '../security/tokens.ts';
import type { Site } from '../site.ts';
import { deleteSessionsWithoutFactorOf, findSession, setReturnPath } from '../store/sessions.ts';
import { setMustEnrol } from '../store/users.ts';
import { record } from './record.ts';
import { type Account, renewSession } from './session.ts';

export interface Enrolled {
  /** The session goes on under this id; every other session of the user is over. */
  readonly token: string;
  /** Shown once, where the enrolment made any. */
  readonly recoveryCodes: readonly string[] | undefined;
  /** The page that was asked for when enrolling came first. */
  readonly returnPath: string | undefined;
}

/**
 * A thief's session must not outlive the moment its victim turns on a second factor: all others end here. A session that
 * was itself ended meanwhile is not revived: the caller undoes what it did.
 */
export function finishEnrolment(
  site: Site,
  { user, session }: Account,
  made: {
    readonly event: 'authenticator-added' | 'passkey-added';
    readonly name: string;
    /** Its codes are left out where they were shown before. */
    readonly sheet: { readonly codes?: readonly string[]; store(): void } | undefined;
  },
): Result<Enrolled, 'signed-out'> {
  const { database } = site;
  const token = renewSession(site, session, { twoFactor: 1 });
  if (token === undefined) return err('signed-out');
  const idHash = hashToken(token);
  made.sheet?.store();
  setMustEnrol(database, user.id, false);
  deleteSessionsWithoutFactorOf(database, { userId: user.id, exceptIdHash: idHash });
  const returnPath = findSession(database, idHash, site.clock.now())?.returnPath ?? undefined;
  setReturnPath(database, idHash, null);
  record(site, made.event, { userId: user.id, idHash, detail: made.name });
  if (made.sheet) record(site, 'recovery-codes-made', { userId: user.id, idHash });
  return ok({ token, recoveryCodes: made.sheet?.codes, returnPath });
}
