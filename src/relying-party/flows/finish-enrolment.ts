import { hashToken, newToken } from '../security/tokens.ts';
import type { Site } from '../site.ts';
import { deleteSession, deleteSessionsWithoutFactorOf, insertSession } from '../store/sessions.ts';
import { setMustEnrol } from '../store/users.ts';
import { record } from './record.ts';
import type { PreparedSheet } from './recovery-sheet.ts';
import type { Account } from './session.ts';

export interface Enrolled {
  /** The session goes on under this id; every other session of the user is over. */
  readonly token: string;
  /** Shown once, where the enrolment made any. */
  readonly recoveryCodes: readonly string[] | undefined;
}

/** A thief's session must not outlive the moment its victim turns on a second factor: all others end here. */
export function finishEnrolment(
  site: Site,
  { user, session }: Account,
  made: {
    readonly event: 'authenticator-added' | 'passkey-added';
    readonly name: string;
    readonly sheet: PreparedSheet | undefined;
  },
): Enrolled {
  const token = newToken(site.random);
  const idHash = hashToken(token);
  made.sheet?.store();
  setMustEnrol(site.database, user.id, false);
  deleteSessionsWithoutFactorOf(site.database, user.id);
  deleteSession(site.database, session.idHash);
  insertSession(site.database, { ...session, idHash, twoFactor: 1 });
  record(site, made.event, { userId: user.id, idHash, detail: made.name });
  if (made.sheet) record(site, 'recovery-codes-made', { userId: user.id, idHash });
  return { token, recoveryCodes: made.sheet?.codes };
}
