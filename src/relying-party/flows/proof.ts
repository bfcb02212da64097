import { verifyTotp } from '../../core/otp/verification.ts';
import { hashRecoveryCode } from '../security/hash.ts';
import type { Site } from '../site.ts';
import { type Authenticator, listAuthenticators, spendTimeStep } from '../store/authenticators.ts';
import { findRecoverySheet, spendRecoveryCode } from '../store/recovery-codes.ts';
import { spendResetCode } from '../store/reset-codes.ts';
import type { AssertionAnswer } from './passkeys/passkey-answer.ts';
import type { Expected } from './passkeys/passkey-checks.ts';
import { provePasskey } from './passkeys/passkeys.ts';
import { hashResetCode } from './reset-code.ts';
import { TOTP_PARAMETERS } from './totp-parameters.ts';

/** What a user gives as a second factor. */
export type Proof =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'recovery-code'; readonly code: string }
  | { readonly kind: 'reset-code'; readonly code: string }
  | PasskeyProof;

/** An assertion, and the ceremony that it ended. */
export interface PasskeyProof {
  readonly kind: 'passkey';
  readonly answer: AssertionAnswer;
  readonly expected: Expected;
}

/** Spends what was proved: the factor's name where it is right and unspent. Runs inside a transaction. */
export type Spend = () => { readonly kind: Proof['kind']; readonly name: string } | undefined;

/** Does the slow part of checking a proof; the answer is found, and the code spent, in one synchronous step. */
export async function prepareProof(site: Site, userId: number, proof: Proof): Promise<Spend> {
  if (proof.kind === 'totp') return () => spendTotp(site, userId, proof.code);
  if (proof.kind === 'passkey') return preparePasskey(site, userId, proof);
  if (proof.kind === 'reset-code') return () => spendReset(site, userId, proof.code);
  // A user without a sheet costs the same derivation, so that the time taken tells nothing.
  const salt = findRecoverySheet(site.database, userId)?.salt ?? new Uint8Array(16);
  const hash = await hashRecoveryCode(proof.code, salt, site.scryptCost);
  return () => {
    // Read again: the sheet may have been replaced meanwhile, and then the hash is in no sheet.
    const sheet = findRecoverySheet(site.database, userId);
    const isSpent =
      sheet !== undefined &&
      spendRecoveryCode(site.database, { sheetId: sheet.id, hash, at: site.clock.now() });
    return isSpent ? { kind: 'recovery-code', name: site.policy.words.recoveryCode } : undefined;
  };
}

async function preparePasskey(site: Site, userId: number, proof: PasskeyProof): Promise<Spend> {
  const proved = await provePasskey(site, proof.answer, proof.expected);
  return () =>
    proved?.passkey.userId === userId && proved.spend()
      ? { kind: 'passkey', name: proved.passkey.name }
      : undefined;
}

function spendReset(site: Site, userId: number, code: string): ReturnType<Spend> {
  const isSpent = spendResetCode(site.database, {
    userId,
    hash: hashResetCode(code),
    now: site.clock.now(),
  });
  return isSpent ? { kind: 'reset-code', name: 'reset code' } : undefined;
}

/** The time step of a right and unspent code, which is spent by asking. */
export function acceptCode(site: Site, authenticator: Authenticator, code: string): boolean {
  const timeMs = site.clock.now();
  const match = verifyTotp(authenticator.secret, code, {
    ...TOTP_PARAMETERS,
    timeMs,
    // One step each way: clocks differ, and typing takes time (RFC 6238 section 5.2).
    driftSteps: 1,
    lastUsedTimeStep: authenticator.lastUsedTimeStep ?? undefined,
  });
  return (
    match !== undefined &&
    spendTimeStep(site.database, authenticator.id, { timeStep: match.timeStep, at: timeMs })
  );
}

/** Every authenticator is tried whichever one matches, and one that matches is spent alone. */
function spendTotp(site: Site, userId: number, code: string): ReturnType<Spend> {
  let accepted: Authenticator | undefined;
  for (const authenticator of listAuthenticators(site.database, userId)) {
    if (acceptCode(site, authenticator, code)) accepted = authenticator;
  }
  return accepted && { kind: 'totp', name: accepted.name };
}
