import { describe, expect, test } from 'vitest';
import { recordKey, StoreError } from '../../../../src/core/vault/store.ts';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { addAccount, createUnlocked, newAccount, startWorker } from '../../../support/vault/background.ts';
import { FailingStore } from '../../../support/vault/failing-store.ts';

/** RFC 4226 appendix D: the codes of its secret for the counters 0 to 9. */
const RFC_CODES = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ');

const hotp = (counter: number) =>
  newAccount('counter', { parameters: { type: 'hotp', algorithm: 'SHA1', digits: 6, counter } });

async function withCounter(counter = 0) {
  const browser = new FakeBrowser();
  const engine = new FailingStore(browser.memory);
  const worker = await createUnlocked(browser, { engine });
  const id = await addAccount(worker, hotp(counter));
  return { browser, engine, worker, id };
}

describe('a counter-based account', () => {
  test('gives the codes of RFC 4226 one after the other, across stops of the worker', async () => {
    const { browser, id } = await withCounter();
    const given: string[] = [];
    for (let index = 0; index < 10; index += 1) given.push(await startWorker(browser).codes.next(id));
    expect(given).toEqual(RFC_CODES);
  });

  test('gives every code once, however many ask at the same moment', async () => {
    const { worker, id } = await withCounter();
    const given = await Promise.all(RFC_CODES.map(() => worker.codes.next(id)));
    expect(given).toEqual(RFC_CODES);
  });

  test('gives no code whose counter could not be stored', async () => {
    const { engine, worker, id } = await withCounter();
    engine.failAt = engine.calls + 2;
    await expect(worker.codes.next(id)).rejects.toEqual(new StoreError('full'));
    expect(await worker.codes.next(id)).toBe(RFC_CODES[0]);
  });

  test('gives the code after it when it is unknown whether the counter was stored', async () => {
    const { engine, worker, id } = await withCounter();
    engine.mode = 'unanswered';
    engine.failAt = engine.calls + 2;
    await expect(worker.codes.next(id)).rejects.toEqual(new StoreError('timeout'));
    expect(await worker.codes.next(id)).toBe(RFC_CODES[1]);
  });

  test('at its last counter gives no code, and the vault stays readable (it once did not)', async () => {
    const { browser, worker, id } = await withCounter(Number.MAX_SAFE_INTEGER);
    await expect(worker.codes.next(id)).rejects.toEqual(new RequestFailure('record-damaged'));
    expect(await startWorker(browser).accounts.list(null)).toHaveLength(1);
  });

  test('shows no code in lists, since each costs a counter', async () => {
    const { worker, id } = await withCounter();
    expect(await worker.codes.list([id])).toEqual([{ id, kind: 'counter' }]);
  });
});

describe('codes of time-based accounts', () => {
  test('come with the next one and the time at which it takes over', async () => {
    const browser = new FakeBrowser();
    const worker = await createUnlocked(browser);
    const id = await addAccount(
      worker,
      newAccount('alice', { parameters: { type: 'totp', algorithm: 'SHA1', digits: 8, period: 30 } }),
    );
    // RFC 6238 appendix B.
    browser.outside.clock.set(2_000_000_000_000);
    browser.session = browser.session && { ...browser.session, lockAt: 2_000_000_900_000 };
    const [answer] = await worker.codes.list([id]);
    expect(answer).toMatchObject({ kind: 'time', code: '69279037', expiresAt: 2_000_000_010_000 });
  });

  test('hide none of the others when one record is damaged', async () => {
    const browser = new FakeBrowser();
    const worker = await createUnlocked(browser);
    const [bad, good] = [
      await addAccount(worker, newAccount('a')),
      await addAccount(worker, newAccount('b')),
    ];
    browser.memory.values.set(recordKey(bad, 1), new Uint8Array(400));
    const kinds = (await worker.codes.list([bad, good, 'f'.repeat(32)])).map(({ kind }) => kind);
    expect(kinds).toEqual(['unreadable', 'time']);
    await expect(worker.codes.forFilling(bad)).rejects.toEqual(new RequestFailure('record-damaged'));
  });

  test('are asked for as the next counter by nobody', async () => {
    const worker = await createUnlocked(new FakeBrowser());
    const id = await addAccount(worker, newAccount('a'));
    await expect(worker.codes.next(id)).rejects.toEqual(new RequestFailure('bad-request'));
  });

  test('to be filled are the current one, and in its last three seconds the next', async () => {
    const browser = new FakeBrowser();
    const worker = await createUnlocked(browser);
    const id = await addAccount(worker, newAccount('a'));
    const [answer] = await worker.codes.list([id]);
    if (answer?.kind !== 'time') throw new Error('no code');
    browser.outside.clock.set(answer.expiresAt - 3_000);
    expect(await worker.codes.forFilling(id)).toBe(answer.code);
    browser.outside.clock.advance(1);
    expect(await worker.codes.forFilling(id)).toBe(answer.nextCode);
  });

  test('are filled once for each time step, however many ask at the same moment (two once got the same)', async () => {
    const worker = await createUnlocked(new FakeBrowser());
    const id = await addAccount(worker, newAccount('a'));
    const given = await Promise.allSettled([worker.codes.forFilling(id), worker.codes.forFilling(id)]);
    expect(given.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(given[1]).toMatchObject({ reason: new RequestFailure('conflict') });
  });

  test('that are filled at the same moment are all remembered (of two accounts one was once forgotten)', async () => {
    const browser = new FakeBrowser();
    const worker = await createUnlocked(browser);
    const ids = [await addAccount(worker, newAccount('a')), await addAccount(worker, newAccount('b'))];
    // As long as a browser's store takes: the other one comes in between.
    const { write } = browser.filledStore;
    browser.filledStore.write = async (next) => {
      await new Promise(setImmediate);
      await write(next);
    };
    await Promise.all(ids.map((id) => worker.codes.forFilling(id)));
    const waits = await Promise.all(ids.map((id) => worker.codes.waitsUntil(id)));
    expect(waits).not.toContain(undefined);
  });
});
