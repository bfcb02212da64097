import { describe, expect, test, vi } from 'vitest';
import { fuzzFiles } from '../../../../scripts/fuzz/fuzz-files.ts';
import { FIXTURE_PASSPHRASE } from '../../../support/transfer-accounts.ts';
import { FIXTURES, fixtureBytes } from '../../../support/transfer-fixtures.ts';

// Real parameters take their time where many programs share the machine.
vi.setConfig({ testTimeout: 60_000 });

/** `npm run test:fuzz` does it a hundred thousand times. */
const COUNT = 60;
/** Their derivation alone takes a tenth of a second and more. */
const SLOW = /argon2id|pbkdf2|strong|legacy|encrypted-v3|aegis\/enc|andotp\/enc|freeotp-2/;

const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describe(`a mutated file gets a declared answer in time (FUZZ_SEED=${seed})`, () => {
  test.each(FIXTURES.filter(({ file }) => !SLOW.test(file)))('$file', async ({ file, isSealed }) => {
    const passphrase = isSealed ? FIXTURE_PASSPHRASE : undefined;
    const count = isSealed ? COUNT / 10 : COUNT;
    const report = await fuzzFiles({ files: [fixtureBytes(file)], passphrase, count, seed });
    expect(report.faults).toEqual([]);
  });
});
