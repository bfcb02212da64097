import { totp } from '../../../../src/core/otp/totp.ts';
import type { Bytes } from '../../../../src/core/bytes/bytes.ts';
import { ankra } from '../../../../src/relying-party/policies/ankra.ts';
import type { Policy } from '../../../../src/relying-party/policies/policy.ts';
import type { Clock, MailMessage, Random } from '../../../../src/relying-party/ports.ts';
import { createRelyingParty, type RelyingParty } from '../../../../src/relying-party/relying-party.ts';

export const PASSWORD = 'correct horse battery';
/** 2023-11-14T22:13:20Z: the middle of a time step. */
const START = 1_700_000_000_000;
export const MINUTE = 60_000;
export const STEP = 30_000;

interface TestClock extends Clock {
  advance(ms: number): void;
}

export interface TestSite extends RelyingParty {
  readonly clock: TestClock;
  readonly mails: readonly MailMessage[];
}

/** A site in memory with a clock that stands still and hashing that costs nothing. */
export function createTestSite(policy: Policy = ankra): TestSite {
  const clock = createTestClock();
  const mails: MailMessage[] = [];
  const site = createRelyingParty({
    policy,
    origin: `http://${policy.id}.localhost:8787`,
    clock,
    random: createTestRandom(),
    mail: { send: (message) => void mails.push(message) },
    scryptCost: { logN: 1, parallelism: 1 },
  });
  return { ...site, clock, mails };
}

function createTestClock(): TestClock {
  let now = START;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}

/** Different bytes at each call, the same in each run (the mulberry32 sequence). */
function createTestRandom(): Random {
  let state = 1;
  return { bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff) };

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 8;
  }
}

export interface EnrolledUser {
  readonly email: string;
  readonly secret: Bytes;
  readonly recoveryCodes: readonly string[];
}

/** A user with an active authenticator and a sheet of recovery codes. */
export async function addEnrolledUser(site: TestSite, email = 'grace@example.com'): Promise<EnrolledUser> {
  const id = await site.users.add({ email, name: 'Grace', password: PASSWORD });
  if (id === undefined) throw new TypeError(`${email} is taken`);
  const { secret } = site.users.addAuthenticator(id);
  return { email, secret, recoveryCodes: await site.users.addRecoveryCodes(id) };
}

/** The code of `secret` now, or some steps from now. */
export function codeOf(site: TestSite, secret: Uint8Array, steps = 0): string {
  return totp(secret, site.clock.now() + steps * STEP, { algorithm: 'SHA1', digits: 6, period: 30 });
}

/** Six digits that are the code of none of the steps around now. */
export function wrongCode(site: TestSite, secret: Uint8Array): string {
  const near = new Set([-2, -1, 0, 1, 2].map((steps) => codeOf(site, secret, steps)));
  return ['000000', '000001', '000002', '000003', '000004', '000005'].find((code) => !near.has(code)) ?? '';
}
