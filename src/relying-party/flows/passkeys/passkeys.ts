import { decodeBase64 } from '../../../core/bytes/base64.ts';
import { equalBytes } from '../../../core/bytes/bytes.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { hashToken } from '../../security/tokens.ts';
import type { Site } from '../../site.ts';
import {
  countPasskeyUse,
  findPasskey,
  findUserHandle,
  insertPasskey,
  type Passkey,
} from '../../store/passkeys.ts';
import { notePasskeyAdded } from '../../store/passkey-watches.ts';
import { factorsOf } from '../factors.ts';
import { type Enrolled, finishEnrolment } from '../finish-enrolment.ts';
import type { AssertionAnswer, RegistrationAnswer } from './passkey-answer.ts';
import type { Expected, PasskeyRefusal } from './passkey-checks.ts';
import { verifyAssertion, verifyRegistration } from './passkey-verification.ts';
import { record } from '../record.ts';
import { prepareRecoverySheet } from '../recovery-sheet.ts';
import { type Account, openSession } from '../session.ts';

/** Registers a passkey; where it is the first factor and the policy says so, with recovery codes. */
export async function addPasskey(
  site: Site,
  account: Account,
  given: { readonly answer: RegistrationAnswer; readonly expected: Expected; readonly name: string },
): Promise<Result<Enrolled, PasskeyRefusal | 'registered-before' | 'signed-out'>> {
  const { user } = account;
  const { name } = given;
  const verified = await verifyRegistration(given.answer, given.expected);
  if (!verified.ok) return verified;
  const { credentialId, publicKey, signCount, backupEligible, transports } = verified.value;
  const needsCodes =
    site.policy.recoveryCodes.made === 'with-first-factor' &&
    factorsOf(site, user.id).recoverySheet === undefined;
  const sheet = needsCodes ? await prepareRecoverySheet(site, user.id) : undefined;
  return site.database.attempt(() => {
    const isNew = insertPasskey(site.database, {
      userId: user.id,
      name,
      credentialId,
      publicKey,
      signCount,
      backupEligible: backupEligible ? 1 : 0,
      transports: JSON.stringify(transports),
      createdAt: site.clock.now(),
    });
    if (!isNew) return err('registered-before');
    notePasskeyAdded(site.database, user.id, { name, at: site.clock.now() });
    return finishEnrolment(site, account, { event: 'passkey-added', name, sheet });
  });
}

/** What is known of a right assertion, and how its use is written down. Runs inside a transaction. */
export interface ProvedPasskey {
  readonly passkey: Passkey;
  /** False where the counter did not grow since, or the passkey is gone. */
  spend(): boolean;
}

/** Checks an assertion up to its signature, against the credential that it names. */
export async function provePasskey(
  site: Site,
  answer: AssertionAnswer,
  expected: Expected,
): Promise<ProvedPasskey | undefined> {
  const passkey = findPasskey(site.database, answer.id);
  if (!passkey || !isHandleOf(site, passkey, answer)) return undefined;
  const verified = await verifyAssertion(answer, passkey.publicKey, expected);
  if (!verified.ok) return undefined;
  const { signCount, backupEligible } = verified.value;
  if (backupEligible !== (passkey.backupEligible === 1)) return undefined;
  return {
    passkey,
    spend: () => countPasskeyUse(site.database, passkey.credentialId, { signCount, at: site.clock.now() }),
  };
}

/** Signs in with a passkey alone: it says who comes, and has verified them itself. */
export async function signInWithPasskey(
  site: Site,
  answer: AssertionAnswer,
  expected: Expected,
): Promise<Result<string, 'refused'>> {
  // Without a handle nothing but the credential's id would say whose it is (WebAuthn section 7.2 step 6).
  if (!answer.response.userHandle) return err('refused');
  const proved = await provePasskey(site, answer, expected);
  return site.database.transaction(() => {
    if (!proved?.spend()) return err('refused');
    const { userId, name } = proved.passkey;
    const token = openSession(site, userId, { twoFactor: true });
    record(site, 'signed-in', { userId, idHash: hashToken(token), detail: name });
    return ok(token);
  });
}

function isHandleOf(site: Site, passkey: Passkey, { response }: AssertionAnswer): boolean {
  if (!response.userHandle) return true;
  const given = decodeBase64(response.userHandle);
  const own = findUserHandle(site.database, passkey.userId);
  return given !== undefined && own !== undefined && equalBytes(given, own);
}
