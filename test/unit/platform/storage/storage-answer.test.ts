import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  askToPersist,
  isShortOfRoom,
  storageAnswer,
} from '../../../../src/platform/storage/storage-answer.ts';

const MIB = 1024 * 1024;
const storage = { persist: vi.fn(), persisted: vi.fn(), estimate: vi.fn() };

beforeEach(() => {
  vi.stubGlobal('navigator', { storage });
  storage.persisted.mockResolvedValue(false);
});
afterEach(() => vi.unstubAllGlobals());

test.each([
  [10 * MIB, 10_000 * MIB, false],
  [10 * MIB, 74 * MIB, false],
  [10 * MIB, 74 * MIB - 1, true],
  [10 * MIB, 10 * MIB, true],
  // The quota was lowered under what is there already.
  [10 * MIB, 5 * MIB, true],
])('of %i bytes of %i in use little room is left: %s', async (usage, quota, isShort) => {
  storage.estimate.mockResolvedValue({ usage, quota });
  expect(isShortOfRoom(await storageAnswer())).toBe(isShort);
});

test('a browser that does not say how much room there is warns nobody', async () => {
  storage.estimate.mockResolvedValue({});
  const answer = await storageAnswer();
  expect(answer).toEqual({ persisted: false, usage: null, quota: null });
  expect(isShortOfRoom(answer)).toBe(false);
});

test('a browser that refuses to keep the data for ever stops nothing', async () => {
  storage.persist.mockRejectedValue(new Error('no'));
  await expect(askToPersist()).resolves.toBeUndefined();
});
