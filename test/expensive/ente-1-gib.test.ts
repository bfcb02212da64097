// What takes seconds and a gigabyte: with `npm test`, not before every commit.
import { expect, test } from 'vitest';
import { encodeBase32 } from '../../src/core/bytes/base32.ts';
import { base32Of, FIXTURE_ACCOUNTS, FIXTURE_PASSPHRASE } from '../support/transfer-accounts.ts';
import { fixtureBytes } from '../support/transfer-fixtures.ts';
import { read } from '../support/transfer-outside.ts';

test('an export of Ente opens with the gigabyte of Argon2id that Ente asks for', {
  timeout: 180_000,
}, async () => {
  const result = await read(fixtureBytes('ente/encrypted-1-gib.txt'), FIXTURE_PASSPHRASE);
  expect(result).toMatchObject({ ok: true, value: { format: 'ente', skipped: [] } });
  expect(result.ok && result.value.accounts.map(({ secret }) => encodeBase32(secret))).toEqual(
    FIXTURE_ACCOUNTS.map(({ secret }) => base32Of(secret)),
  );
});
