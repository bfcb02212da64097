import { expect, test } from 'vitest';
import { accountFromManual, EMPTY_ENTRY } from '../../../../src/popup/add/manual-entry.ts';

const entry = { ...EMPTY_ENTRY, issuer: 'Example', accountName: 'ada', secret: 'jbsw y3dp ehpk 3pxp' };

test('a secret with spaces in lower case is read as it is written by sites', () => {
  const account = accountFromManual(entry);
  expect(account).toMatchObject({ ok: true, value: { issuer: 'Example', accountName: 'ada' } });
});

test('a whole link may be pasted in place of the secret, and the names that were typed win', () => {
  const pasted = accountFromManual({
    ...entry,
    accountName: '',
    secret: 'otpauth://totp/Other:bob?secret=JBSWY3DPEHPK3PXP&period=60',
  });
  expect(pasted).toMatchObject({
    ok: true,
    value: { issuer: 'Example', accountName: 'bob', parameters: { type: 'totp', period: 60 } },
  });
});

test.each([
  ['bad-secret', { secret: 'not base32!' }],
  ['missing-secret', { secret: '' }],
  ['bad-digits', { digits: '11' }],
  ['bad-period', { period: '0' }],
  ['bad-counter', { type: 'hotp', counter: '-1' }],
  ['needs-name', { issuer: ' ', accountName: '' }],
] as const)('the refusal is %s', (error, change) => {
  expect(accountFromManual({ ...entry, ...change })).toEqual({ ok: false, error });
});
