// Codes a second, of a secret that is shown: beside HMAC of node:crypto, and the two packages that others use.
import { createHmac, randomBytes } from 'node:crypto';
import { generateSync } from 'otplib';
import { Secret, TOTP } from 'otpauth/dist/otpauth.esm.js';
import { createCodeGenerator } from '../src/core/otp/code-generator.ts';
import { hotp } from '../src/core/otp/hotp.ts';
import { HASH_ALGORITHMS, type HashAlgorithm } from '../src/core/otp/otp-parameters.ts';
import { encodeBase32 } from '../src/core/bytes/base32.ts';
import { type Row, rateRow } from './table.ts';

const RUNS = 21;
const ROUND_MS = 25;
const PERIOD = 30;
const DIGITS = 6;
/** A time step of today: the counter needs all of its lower half. */
const FIRST_STEP = 59_000_000;

/** What makes the code of a time step. */
type Maker = (timeStep: number) => unknown;

export function measureCodes(): readonly Row[] {
  return HASH_ALGORITHMS.flatMap((algorithm) => {
    const makers = makersFor(algorithm);
    const names = Object.keys(makers) as (keyof typeof makers)[];
    const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
      keyof typeof makers,
      number[]
    >;
    for (let run = 0; run <= RUNS; run += 1) {
      for (const name of names) {
        const rate = codesASecond(makers[name]);
        // The first round is compiled while it runs.
        if (run > 0) rates[name].push(rate);
      }
    }
    const shown = `codes of a secret that is shown, ${algorithm}`;
    return [
      rateRow(shown, 'node:crypto, its HMAC alone', rates.ours, rates.node),
      rateRow(shown, 'otpauth, browser build', rates.ours, rates.otpauth),
      rateRow(shown, 'otplib', rates.ours, rates.otplib),
      rateRow(`one code of a secret, ${algorithm}`, 'node:crypto, its HMAC alone', rates.once, rates.node),
    ];
  });
}

function makersFor(algorithm: HashAlgorithm) {
  const secret = new Uint8Array(randomBytes(20));
  const generator = createCodeGenerator(secret, { type: 'totp', algorithm, digits: DIGITS, period: PERIOD });
  const nodeName = algorithm.toLowerCase() as Lowercase<HashAlgorithm>;
  const message = Buffer.alloc(8);
  const theirs = new TOTP({
    secret: Secret.fromBase32(encodeBase32(secret)),
    algorithm,
    digits: DIGITS,
    period: PERIOD,
  });
  return {
    ours: (timeStep) => generator.codeFor(timeStep),
    once: (timeStep) => hotp(secret, timeStep, { algorithm, digits: DIGITS }),
    node: (timeStep) => {
      message.writeBigUInt64BE(BigInt(timeStep));
      return createHmac(nodeName, secret).update(message).digest();
    },
    otpauth: (timeStep) => theirs.generate({ timestamp: timeStep * PERIOD * 1000 }),
    otplib: (timeStep) =>
      generateSync({ secret, algorithm: nodeName, digits: DIGITS, period: PERIOD, epoch: timeStep * PERIOD }),
  } satisfies Record<string, Maker>;
}

function codesASecond(make: Maker): number {
  const start = performance.now();
  let made = 0;
  let elapsed = 0;
  while (elapsed < ROUND_MS) {
    // In hundreds, or looking at the clock would be part of it.
    for (let at = 0; at < 100; at += 1) make(FIRST_STEP + made + at);
    made += 100;
    elapsed = performance.now() - start;
  }
  return (made / elapsed) * 1000;
}
