import { encodeBase32 } from '../../core/bytes/base32.ts';
import { formatKeyUri } from '../../core/key-uri/format-key-uri.ts';
import { activateEnrolment, openEnrolment, proveEnrolment } from '../flows/enrolment.ts';
import { factorsOf, isTwoFactorRequired } from '../flows/factors.ts';
import { regenerateRecoveryCodes } from '../flows/recovery-sheet.ts';
import { TOTP_PARAMETERS } from '../flows/totp-parameters.ts';
import { readCode } from '../routes/input.ts';
import type { ApiContext } from './environment.ts';

const DEFAULT_NAME = 'Authenticator app';

export function showStatus(context: ApiContext): Response {
  const site = context.get('site');
  const { user } = context.get('account');
  const { authenticators, passkeys, recoverySheet, count } = factorsOf(site, user.id);
  return context.json({
    account: user.email,
    twoFactor: count > 0,
    required: isTwoFactorRequired(site, user),
    authenticators: authenticators.length,
    passkeys: passkeys.length,
    recoveryCodes: recoverySheet
      ? { remaining: recoverySheet.remaining, total: recoverySheet.total }
      : { remaining: 0, total: 0 },
  });
}

export function showPasskeys(context: ApiContext): Response {
  const { passkeys } = factorsOf(context.get('site'), context.get('account').user.id);
  return context.json({
    passkeys: passkeys.map(({ name, createdAt, lastUsedAt }) => ({
      name,
      addedAt: new Date(createdAt).toISOString(),
      lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
    })),
  });
}

export function startTotp(context: ApiContext): Response {
  const site = context.get('site');
  const account = context.get('account');
  const { user } = account;
  const { secret } = openEnrolment(site, account);
  const keyUri = formatKeyUri({
    issuer: site.policy.totp.issuer,
    accountName: user.email,
    secret,
    parameters: TOTP_PARAMETERS,
    unknownParameters: [],
  });
  return context.json({ secret: encodeBase32(secret), keyUri });
}

/** The session goes on under a new token, as a browser's does under a new cookie. */
export async function confirmTotp(context: ApiContext): Promise<Response> {
  const site = context.get('site');
  const account = context.get('account');
  const code = readCode(context.get('form'));
  if (code === undefined) return context.json({ error: 'wrong_code' }, 422);
  const proved = proveEnrolment(site, account, code);
  if (!proved.ok) return context.json({ error: PROOF_ERRORS[proved.error] }, 422);
  const enrolled = await activateEnrolment(site, account, DEFAULT_NAME);
  if (!enrolled.ok) {
    return enrolled.error === 'signed-out'
      ? context.json({ error: 'invalid_token' }, 401)
      : context.json({ error: 'not_begun' }, 422);
  }
  const { token, recoveryCodes } = enrolled.value;
  return context.json({ access_token: token, recoveryCodes: recoveryCodes ?? [] });
}

const PROOF_ERRORS = { wrong: 'wrong_code', 'not-begun': 'not_begun' } as const;

export async function regenerate(context: ApiContext): Promise<Response> {
  const codes = await regenerateRecoveryCodes(context.get('site'), context.get('account'));
  if (codes.ok) return context.json({ recoveryCodes: codes.value });
  return codes.error === 'signed-out'
    ? context.json({ error: 'invalid_token' }, 401)
    : context.json({ error: 'no_factor' }, 409);
}
