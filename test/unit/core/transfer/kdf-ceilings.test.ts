import { describe, expect, test } from 'vitest';
import { isAffordable, isDefined, workOf } from '../../../../src/core/transfer/kdf-ceilings.ts';
import type { KdfJob } from '../../../../src/core/transfer/outside.ts';
import { createSession } from '../../../../src/core/transfer/session.ts';
import { zipArchive } from '../../../../src/platform/files/zip-archive.ts';
import { forbiddenKdf } from '../../../support/transfer-outside.ts';

const pbkdf2 = (iterations: number): KdfJob => ({ kind: 'pbkdf2', hash: 'SHA-1', iterations, length: 32 });
const scrypt = (n: number, r = 8, p = 1): KdfJob => ({ kind: 'scrypt', n, r, p, length: 32 });
const argon2id = (memoryKib: number, iterations: number, parallelism = 1): KdfJob => ({
  kind: 'argon2id',
  memoryKib,
  iterations,
  parallelism,
  length: 32,
});

describe('a derivation is affordable up to its ceiling and not beyond', () => {
  test.each<[KdfJob, boolean]>([
    [pbkdf2(1), true],
    [pbkdf2(10_000_000), true],
    [pbkdf2(10_000_001), false],
    [pbkdf2(0), false],
    [pbkdf2(1.5), false],
    [pbkdf2(Number.NaN), false],
    [pbkdf2(Number.POSITIVE_INFINITY), false],
    [scrypt(2 ** 20, 8), true],
    [scrypt(2 ** 20, 9), false],
    [scrypt(2 ** 21, 1), false],
    [scrypt(2 ** 15, 17), false],
    [scrypt(2 ** 15, 8, 5), false],
    [argon2id(2 ** 20, 8), true],
    [argon2id(2 ** 20, 9), false],
    [argon2id(2 ** 20 + 1, 1), false],
    [argon2id(2 ** 16, 64), true],
    [argon2id(2 ** 16, 65), false],
    [argon2id(2 ** 16, 3, 17), false],
  ])('%j: %s', (job, isIt) => {
    expect(isAffordable(job)).toBe(isIt);
  });

  test('and what its ceiling allows is one unit of work', () => {
    expect(workOf(pbkdf2(10_000_000))).toBe(1);
    expect(workOf(argon2id(2 ** 20, 8))).toBe(1);
    expect(workOf(scrypt(2 ** 20, 8, 4))).toBe(1);
  });
});

test('a derivation that its function does not define is told from one that costs too much', () => {
  expect(isDefined(scrypt(1000), 16)).toBe(false);
  expect(isDefined(scrypt(1), 16)).toBe(false);
  expect(isDefined(scrypt(2 ** 16, 1), 16)).toBe(false);
  expect(isDefined(scrypt(2 ** 15, 1), 16)).toBe(true);
  expect(isDefined(scrypt(1024), 0)).toBe(true);
  expect(isDefined(argon2id(64, 1), 7)).toBe(false);
  expect(isDefined(argon2id(7, 1), 8)).toBe(false);
  expect(isDefined(argon2id(8, 1), 8)).toBe(true);
});

describe('a session', () => {
  const outside = { kdf: forbiddenKdf, unzip: zipArchive };
  const salt = new Uint8Array(16);

  test('derives nothing after it was cancelled', async () => {
    const session = createSession({ passphrase: 'x', signal: { aborted: true } }, outside);
    expect(await session.deriveKey(salt, pbkdf2(1))).toEqual({ ok: false, error: 'cancelled' });
  });

  test('looks at the cost before it asks for a passphrase', async () => {
    const session = createSession({}, outside);
    expect(await session.deriveKey(salt, pbkdf2(1e9))).toEqual({ ok: false, error: 'too-expensive' });
    expect(await session.deriveKey(salt, pbkdf2(1))).toEqual({ ok: false, error: 'needs-passphrase' });
  });

  test('passes on that the machine has not the memory', async () => {
    const kdf = { derive: () => Promise.resolve({ ok: false, error: 'not-enough-memory' } as const) };
    const session = createSession({ passphrase: 'x' }, { ...outside, kdf });
    expect(await session.deriveKey(salt, argon2id(2 ** 20, 4))).toEqual({
      ok: false,
      error: 'not-enough-memory',
    });
  });
});
