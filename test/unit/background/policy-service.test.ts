// What an organisation has set, in a browser that takes its time to say it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PolicyService } from '../../../src/background/policy-service.ts';
import { NO_POLICY } from '../../../src/core/policy/policy.ts';

const SET = { disableExport: true };

let answer: PromiseWithResolvers<unknown>;
let remembered: unknown;
let writes: number;
let policies: PolicyService;
const onChange = vi.fn<() => void>();

beforeEach(() => {
  vi.useFakeTimers();
  onChange.mockClear();
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
    onChange,
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
  expect(onChange).not.toHaveBeenCalled();
});

test('one that is late is waited for once, and its word is passed on when it comes', async () => {
  expect(await soon()).toEqual(NO_POLICY);
  // The second time nearly at once: only the memory is asked.
  expect(await policies.soon()).toEqual(NO_POLICY);
  answer.resolve(SET);
  await vi.advanceTimersByTimeAsync(0);
  expect(onChange).toHaveBeenCalledTimes(1);
  expect((await policies.soon()).isExportDisabled).toBe(true);
});

test('a late word that is no news is passed on to nobody', async () => {
  remembered = { ...SET };
  await soon();
  answer.resolve(SET);
  await vi.advanceTimersByTimeAsync(0);
  expect([onChange.mock.calls.length, writes]).toEqual([0, 0]);
});

test('that nothing is set is kept, and is no news to a session in which nothing was known', async () => {
  await soon();
  answer.resolve({});
  await vi.advanceTimersByTimeAsync(500);
  expect([remembered, writes, onChange.mock.calls.length]).toEqual([{}, 1, 0]);
});

test('all who wait have one deadline', async () => {
  const first = policies.sure();
  await vi.advanceTimersByTimeAsync(9_000);
  const second = policies.sure();
  await vi.advanceTimersByTimeAsync(1_500);
  expect(await Promise.all([first, second])).toEqual([NO_POLICY, NO_POLICY]);
});

test('until then what it said the last time counts, also for what must not happen at all', async () => {
  remembered = SET;
  expect((await soon()).isExportDisabled).toBe(true);
  expect((await policies.sure()).isExportDisabled).toBe(true);
});

test('what must not happen at all waits in the first session', async () => {
  const early = policies.sure();
  await vi.advanceTimersByTimeAsync(2_000);
  answer.resolve(SET);
  expect((await early).isExportDisabled).toBe(true);
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

test('where the browser refuses to say it, what it said before counts, and stays', async () => {
  answer.resolve(undefined);
  expect([await policies.soon(), await policies.sure()]).toEqual([NO_POLICY, NO_POLICY]);

  const after = new PolicyService({
    told: () => answer.promise,
    memory: { read: async () => SET, write: () => Promise.reject(new Error('never')) },
    onChange,
  });
  expect((await after.soon()).isExportDisabled).toBe(true);
  expect((await after.sure()).isExportDisabled).toBe(true);
  await after.remember();
  expect(onChange).not.toHaveBeenCalled();
});

test('what was kept is kept again when the store was emptied, though the browser says nothing', async () => {
  remembered = SET;
  await soon();
  remembered = undefined;
  await policies.keepAgain();
  expect(remembered).toEqual(SET);
});

test('where nothing was kept, nothing is when the store was emptied', async () => {
  await soon();
  await policies.keepAgain();
  expect(writes).toBe(0);
});

test.each([
  ['fails', () => Promise.reject(new Error('no'))],
  ['hangs', () => new Promise<never>(() => undefined)],
])('a memory that %s is none, and keeps nobody waiting', async (_how, act) => {
  const told = Promise.withResolvers<unknown>();
  const failing = new PolicyService({
    told: () => told.promise,
    memory: { read: act, write: act },
    onChange,
  });
  const asked = failing.soon();
  await vi.advanceTimersByTimeAsync(500);
  expect(await asked).toEqual(NO_POLICY);
  told.resolve(SET);
  await vi.advanceTimersByTimeAsync(500);
  expect(onChange).toHaveBeenCalledTimes(1);
  expect((await failing.sure()).isExportDisabled).toBe(true);
});
