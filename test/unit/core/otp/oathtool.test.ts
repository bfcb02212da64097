import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test, type TestContext } from 'vitest';
import { encodeBase32 } from '../../../../src/core/bytes/base32.ts';
import { hotp } from '../../../../src/core/otp/hotp.ts';
import { totp } from '../../../../src/core/otp/totp.ts';
import { anyAlgorithm, anyPeriod, anySecret } from './reference.ts';

const OATHTOOL = '/usr/bin/oathtool';
const SETS = 200;
const SEED = Math.floor(Math.random() * 2 ** 31);

/** oathtool knows no more than eight digits. */
const anyDigits = fc.integer({ min: 6, max: 8 });

test('codes of random secrets, times, hashes, digits and periods are those oathtool prints', (context) => {
  requireOathtool(context);
  const seconds = fc.integer({ min: 0, max: 2 ** 33 });
  const sets = fc.sample(fc.tuple(anySecret, seconds, anyAlgorithm, anyDigits, anyPeriod), {
    numRuns: SETS,
    seed: SEED,
  });
  const commands = sets.map(
    ([secret, time, algorithm, digits, period]) =>
      `--totp=${algorithm} -d ${digits} -s ${period}s -N @${time} -b ${encodeBase32(secret)}`,
  );
  const codes = sets.map(([secret, time, algorithm, digits, period]) =>
    totp(secret, time * 1000 + 999, { algorithm, digits, period }),
  );
  expect(codes, `seed ${SEED}`).toEqual(oathtool(commands));
});

test('codes of random secrets, counters and digits are those oathtool prints', (context) => {
  requireOathtool(context);
  const sets = fc.sample(fc.tuple(anySecret, fc.maxSafeNat(), anyDigits), { numRuns: SETS, seed: SEED });
  const commands = sets.map(
    ([secret, counter, digits]) => `--hotp -d ${digits} -c ${counter} -b ${encodeBase32(secret)}`,
  );
  const codes = sets.map(([secret, counter, digits]) => hotp(secret, counter, { algorithm: 'SHA1', digits }));
  expect(codes, `seed ${SEED}`).toEqual(oathtool(commands));
});

/** One shell runs all commands: starting each from here would take longer than everything else together. */
function oathtool(commands: readonly string[]): string[] {
  const script = commands.map((command) => `${OATHTOOL} ${command} || exit 1`).join('\n');
  const run = spawnSync('/bin/sh', { input: script, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  return run.stdout.trim().split('\n');
}

function requireOathtool(context: TestContext): void {
  if (existsSync(OATHTOOL)) return;
  if (process.env['CI']) throw new Error(`${OATHTOOL} is missing, and CI may not skip this check.`);
  context.skip('oathtool is not installed (Debian: apt-get install oathtool)');
}
