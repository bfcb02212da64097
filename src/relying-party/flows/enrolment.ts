import { err, ok, type Result } from '../../core/result.ts';
import type { Site } from '../site.ts';
import {
  type Authenticator,
  deleteAuthenticator,
  findEnrolment,
  insertEnrolment,
  setActive,
  setProved,
} from '../store/authenticators.ts';
import { factorsOf } from './factors.ts';
import { type Enrolled, finishEnrolment } from './finish-enrolment.ts';
import { acceptCode } from './proof.ts';
import { prepareRecoverySheet } from './recovery-sheet.ts';
import type { Account } from './session.ts';
import { SECRET_BYTES } from './totp-parameters.ts';

const ENROLMENT_MS = 30 * 60_000;

/** The enrolment under way, or a new one: a page loaded again shows the same secret. */
export function openEnrolment(site: Site, userId: number): Authenticator {
  return site.database.transaction(() => {
    const now = site.clock.now();
    const open = findLiveEnrolment(site, userId);
    if (open && open.provedAt === null) return open;
    const secret = site.random.bytes(SECRET_BYTES);
    insertEnrolment(site.database, { userId, name: 'Authenticator app', secret, createdAt: now });
    const made = findEnrolment(site.database, userId);
    if (!made) throw new TypeError('An enrolment vanished inside its own transaction.');
    return made;
  });
}

/** Takes the first code, whose time step is spent by it: it cannot sign anyone in afterwards. */
export function proveEnrolment(site: Site, userId: number, code: string): Result<undefined, 'wrong'> {
  return site.database.transaction(() => {
    const enrolment = findLiveEnrolment(site, userId);
    if (!enrolment || !acceptCode(site, enrolment, code)) return err('wrong');
    setProved(site.database, enrolment.id, site.clock.now());
    return ok(undefined);
  });
}

/** Makes the proved enrolment a factor; where it is the first one and the policy says so, with recovery codes. */
export async function activateEnrolment(
  site: Site,
  account: Account,
  name: string,
): Promise<Result<Enrolled, 'not-proved'>> {
  const { user } = account;
  const { policy } = site;
  const makesCodes = policy.recoveryCodes.made === 'with-first-factor' && policy.totp.activeAfter === 'code';
  const isFirst = factorsOf(site, user.id).recoverySheet === undefined;
  const sheet = makesCodes && isFirst ? await prepareRecoverySheet(site, user.id) : undefined;
  return site.database.transaction(() => {
    const enrolment = findLiveEnrolment(site, user.id);
    if (!enrolment || enrolment.provedAt === null) return err('not-proved');
    if (site.policy.totp.authenticators === 'one') removeOthers(site, user.id);
    setActive(site.database, enrolment.id, { at: site.clock.now(), name });
    return ok(finishEnrolment(site, account, { event: 'authenticator-added', name, sheet }));
  });
}

/**
 * Where a proved authenticator waits for the user's word that the codes are saved: makes those codes. They are good for
 * nothing before, because recovery codes are asked for only beside an active factor.
 */
export async function prepareCodesToSave(site: Site, userId: number): Promise<readonly string[]> {
  const sheet = await prepareRecoverySheet(site, userId);
  sheet.store();
  return sheet.codes;
}

function findLiveEnrolment(site: Site, userId: number): Authenticator | undefined {
  const open = findEnrolment(site.database, userId);
  return open && site.clock.now() - open.createdAt < ENROLMENT_MS ? open : undefined;
}

function removeOthers(site: Site, userId: number): void {
  for (const { id } of factorsOf(site, userId).authenticators) {
    deleteAuthenticator(site.database, userId, id);
  }
}
