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
import { replaceRecoverySheet } from '../store/recovery-codes.ts';
import { takeSheetToSave } from '../store/sheets-to-save.ts';
import { factorsOf } from './factors.ts';
import { type Enrolled, finishEnrolment } from './finish-enrolment.ts';
import { acceptCode } from './proof.ts';
import { prepareRecoverySheet } from './recovery-sheet.ts';
import { type Account, isStillOpen } from './session.ts';
import { SECRET_BYTES } from './totp-parameters.ts';

const ENROLMENT_MS = 30 * 60_000;

/** 'not-proved': no right code was given for it, or it is too old. 'signed-out': the session ended meanwhile. */
export type ActivationError = 'not-proved' | 'signed-out';

/** The session's enrolment under way, or a new one: a page loaded again shows the same secret. */
export function openEnrolment(site: Site, { user, session }: Account): Authenticator {
  return site.database.transaction(() => {
    const open = findLiveEnrolment(site, session.idHash);
    if (open && open.provedAt === null) return open;
    insertEnrolment(site.database, {
      userId: user.id,
      name: 'Authenticator app',
      secret: site.random.bytes(SECRET_BYTES),
      createdAt: site.clock.now(),
      sessionHash: session.idHash,
    });
    const made = findEnrolment(site.database, session.idHash);
    if (!made) throw new TypeError('An enrolment vanished inside its own transaction.');
    return made;
  });
}

/** Takes the first code, whose time step is spent by it: it cannot sign anyone in afterwards. */
export function proveEnrolment(
  site: Site,
  { session }: Account,
  code: string,
): Result<undefined, 'wrong' | 'not-begun'> {
  return site.database.transaction(() => {
    const enrolment = findLiveEnrolment(site, session.idHash);
    if (!enrolment) return err('not-begun');
    if (!acceptCode(site, enrolment, code)) return err('wrong');
    setProved(site.database, enrolment.id, site.clock.now());
    return ok(undefined);
  });
}

/** Makes the proved enrolment a factor; where it is the first one and the policy says so, with recovery codes. */
export async function activateEnrolment(
  site: Site,
  account: Account,
  name: string,
): Promise<Result<Enrolled, ActivationError>> {
  const { user } = account;
  const makesCodes = site.policy.recoveryCodes.made === 'with-first-factor';
  const isFirst = factorsOf(site, user.id).recoverySheet === undefined;
  const sheet = makesCodes && isFirst ? await prepareRecoverySheet(site, user.id) : undefined;
  return site.database.attempt(() => {
    if (!isStillOpen(site, account.session)) return err('signed-out');
    const enrolment = findProvedEnrolment(site, account);
    return enrolment ? activate(site, account, { enrolment, name, sheet }) : err('not-proved');
  });
}

/**
 * Where a proved authenticator waits for the user's word that the codes are saved: makes those codes. They are good for
 * nothing before, and the ones that the user has stay good: whoever leaves the page open has lost nothing.
 */
export async function prepareCodesToSave(
  site: Site,
  account: Account,
): Promise<Result<readonly string[], ActivationError>> {
  const sheet = await prepareRecoverySheet(site, account.user.id);
  return site.database.transaction(() => {
    if (!isStillOpen(site, account.session)) return err('signed-out');
    const enrolment = findProvedEnrolment(site, account);
    if (!enrolment) return err('not-proved');
    sheet.keepFor(enrolment.id);
    return ok(sheet.codes);
  });
}

/** True where there is an authenticator that waits for the user's word that its codes are saved. */
export function awaitsSavedCodes(site: Site, account: Account): boolean {
  return findProvedEnrolment(site, account) !== undefined;
}

/** The user's word: the authenticator is a factor from now on, and the codes shown take the place of the ones before. */
export function activateWithSavedCodes(
  site: Site,
  account: Account,
  name: string,
): Result<Enrolled, ActivationError> {
  const userId = account.user.id;
  return site.database.attempt(() => {
    const enrolment = findProvedEnrolment(site, account);
    const sheet = enrolment && takeSheetToSave(site.database, enrolment.id);
    if (!sheet) return err('not-proved');
    const store = () => replaceRecoverySheet(site.database, { ...sheet, userId });
    return activate(site, account, { enrolment, name, sheet: { store } });
  });
}

function activate(
  site: Site,
  account: Account,
  made: {
    readonly enrolment: Authenticator;
    readonly name: string;
    readonly sheet: Parameters<typeof finishEnrolment>[2]['sheet'];
  },
): Result<Enrolled, 'signed-out'> {
  const { enrolment, name, sheet } = made;
  if (site.policy.totp.authenticators === 'one') removeOthers(site, account.user.id);
  setActive(site.database, enrolment.id, { at: site.clock.now(), name });
  return finishEnrolment(site, account, { event: 'authenticator-added', name, sheet });
}

function findLiveEnrolment(site: Site, sessionHash: string): Authenticator | undefined {
  const open = findEnrolment(site.database, sessionHash);
  return open && site.clock.now() - open.createdAt < ENROLMENT_MS ? open : undefined;
}

function findProvedEnrolment(site: Site, { session }: Account): Authenticator | undefined {
  const open = findLiveEnrolment(site, session.idHash);
  return open && open.provedAt !== null ? open : undefined;
}

function removeOthers(site: Site, userId: number): void {
  for (const { id } of factorsOf(site, userId).authenticators) {
    deleteAuthenticator(site.database, userId, id);
  }
}
