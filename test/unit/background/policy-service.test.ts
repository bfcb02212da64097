// What an organisation has set, in a browser that takes its time to say it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PolicyService } from '../../../src/background/policy-service.ts';
import { NO_POLICY } from '../../../src/core/policy/policy.ts';

const SET = { disableExport: true };

let answer: PromiseWithResolvers<unknown>;
let remembered: unknown;
let writes: number;
let policies: PolicyService;
const onLate = vi.fn<() => void>();

beforeEach(() => {
  vi.useFakeTimers();
  onLate.mockClear();
  answer = Promise.withResolvers();
  remembered = undefined;
  writes = 0;
  policies = new PolicyService({
    told: () => answer.promise,
    memory: {
      read: async () => remembered,
      write: async (managed) => {
        remembered = managed;
        writes += 1;
      },
    },
    onLate,
  });
});

afterEach(() => {
  vi.useRealTimers();
});

/** What it answers within a quarter of a second. */
async function soon() {
  const asked = policies.soon();
  await vi.advanceTimersByTimeAsync(250);
  return asked;
}

test('a browser that answers at once is believed, whatever is remembered', async () => {
  remembered = {};
  answer.resolve(SET);
  expect((await policies.soon()).isExportDisabled).toBe(true);
  expect((await policies.sure()).isExportDisabled).toBe(true);
  expect(onLate).not.toHaveBeenCalled();
});

test('one that is late is waited for once, and its word is passed on when it comes', async () => {
  expect(await soon()).toEqual(NO_POLICY);
  // The second time at once: no timer has to run.
  expect(await policies.soon()).toEqual(NO_POLICY);
  answer.resolve(SET);
  await vi.advanceTimersByTimeAsync(0);
  expect(onLate).toHaveBeenCalledTimes(1);
  expect((await policies.soon()).isExportDisabled).toBe(true);
});

test('until then what it said the last time counts, also for what must not happen at all', async () => {
  remembered = SET;
  expect((await soon()).isExportDisabled).toBe(true);
  expect((await policies.sure()).isExportDisabled).toBe(true);
});

test('what must not happen at all waits in the first session, and not without end', async () => {
  const early = policies.sure();
  await vi.advanceTimersByTimeAsync(2_000);
  answer.resolve(SET);
  expect((await early).isExportDisabled).toBe(true);

  answer = Promise.withResolvers();
  const never = policies.sure();
  await vi.advanceTimersByTimeAsync(11_000);
  expect(await never).toEqual(NO_POLICY);
});

test('what was said is kept once, and again when it is another', async () => {
  answer.resolve(SET);
  await policies.remember();
  await policies.remember();
  expect([remembered, writes]).toEqual([SET, 1]);
  answer = Promise.withResolvers();
  answer.resolve({});
  await policies.remember();
  expect([remembered, writes]).toEqual([{}, 2]);
});

test('a memory that fails is none', async () => {
  const told = Promise.withResolvers<unknown>();
  const failing = new PolicyService({
    told: () => told.promise,
    memory: { read: () => Promise.reject(new Error('no')), write: () => Promise.reject(new Error('no')) },
    onLate,
  });
  const asked = failing.soon();
  await vi.advanceTimersByTimeAsync(250);
  expect(await asked).toEqual(NO_POLICY);
  told.resolve(SET);
  await expect(failing.remember()).resolves.toBeUndefined();
});
