import { expect, test } from 'vitest';
import {
  deleteAuthenticator,
  insertAuthenticator,
  spendTimeStep,
} from '../../../../src/relying-party/store/authenticators.ts';
import {
  findRecoverySheet,
  replaceRecoverySheet,
  spendRecoveryCode,
} from '../../../../src/relying-party/store/recovery-codes.ts';
import { replaceResetCode, spendResetCode } from '../../../../src/relying-party/store/reset-codes.ts';
import { countAttempt } from '../../../../src/relying-party/store/throttles.ts';
import { createStore } from './support.ts';

const PHONE = { userId: 1, name: 'Phone', secret: new Uint8Array(20), createdAt: 0 };

// Each of these must hold without anything having been read before: another process may share the file.

test('a time step is spent once, and none before it afterwards', () => {
  const store = createStore();
  const id = insertAuthenticator(store, PHONE);
  const spend = (timeStep: number) => spendTimeStep(store, id, { timeStep, at: 0 });
  expect([spend(7), spend(7), spend(6), spend(8), spend(8)]).toEqual([true, false, false, true, false]);
});

test('a recovery code is spent once, and only from its own sheet', () => {
  const store = createStore();
  const hash = new Uint8Array([1, 2, 3]);
  replaceRecoverySheet(store, { userId: 1, salt: new Uint8Array(16), hashes: [hash], createdAt: 0 });
  const sheetId = findRecoverySheet(store, 1)?.id ?? 0;
  expect(spendRecoveryCode(store, { sheetId: sheetId + 1, hash, at: 0 })).toBe(false);
  expect(spendRecoveryCode(store, { sheetId, hash, at: 0 })).toBe(true);
  expect(spendRecoveryCode(store, { sheetId, hash, at: 0 })).toBe(false);
  expect(findRecoverySheet(store, 1)).toMatchObject({ total: 1, remaining: 0 });
});

test('a reset code is spent once, in time, by its own user', () => {
  const store = createStore();
  replaceResetCode(store, { userId: 1, hash: 'h', expiresAt: 100 });
  expect(spendResetCode(store, { userId: 2, hash: 'h', now: 0 })).toBe(false);
  expect(spendResetCode(store, { userId: 1, hash: 'h', now: 100 })).toBe(false);
  expect(spendResetCode(store, { userId: 1, hash: 'h', now: 99 })).toBe(true);
  expect(spendResetCode(store, { userId: 1, hash: 'h', now: 99 })).toBe(false);
});

test('the pause after failures doubles up to its limit, and an attempt inside it is not counted', () => {
  const store = createStore();
  const rule = { freeFailures: 2, firstDelayMs: 10, maxDelayMs: 40 };
  const at = (now: number) => countAttempt(store, 'key', now, rule).ok;
  expect([at(0), at(0)]).toEqual([true, true]);
  expect([at(9), at(10)]).toEqual([false, true]);
  expect([at(29), at(30)]).toEqual([false, true]);
  expect([at(69), at(70), at(109), at(110)]).toEqual([false, true, false, true]);
});

test('an authenticator is removed for its own user alone', () => {
  const store = createStore();
  const id = insertAuthenticator(store, PHONE);
  expect(deleteAuthenticator(store, 2, id)).toBe(false);
  expect(deleteAuthenticator(store, 1, id)).toBe(true);
  expect(deleteAuthenticator(store, 1, id)).toBe(false);
});
