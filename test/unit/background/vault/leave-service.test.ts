import { beforeEach, describe, expect, test } from 'vitest';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import type { FakeBrowser } from '../../../support/fake-browser.ts';
import {
  addAccount,
  newAccount,
  startWorker,
  unlock,
  type Worker,
} from '../../../support/vault/background.ts';
import { storeText } from '../../../support/vault/memory-store.ts';
import { lockedVault, NAMES, namesIn } from '../../../support/vault/damage.ts';
import { DERIVED_KEY, PASSPHRASE } from '../../../support/vault/fixture.ts';

const OTHER = { ...PASSPHRASE, derivedKey: new Uint8Array(32).fill(9) };

let browser: FakeBrowser;
let worker: Worker;

beforeEach(async () => {
  ({ browser } = await lockedVault());
  worker = startWorker(browser);
});

async function slotId(): Promise<string> {
  const status = await worker.vaults.status();
  return status.state === 'locked' ? (status.slots[0]?.slotId ?? '') : '';
}

describe('a fresh vault', () => {
  test('sets the old one aside, whole, and is the vault from then on', async () => {
    const before = storeText(browser.memory);
    await worker.leaving.startFresh(OTHER);
    expect(await namesIn(worker)).toEqual([]);
    expect(storeText(browser.memory)).toBe(before);
    expect(await worker.diagnostics.setAside()).toEqual([{ name: 'vault-0', records: NAMES.length }]);
    await worker.vaults.lock();
    const later = startWorker(browser);
    await expect(unlock(later)).rejects.toEqual(new RequestFailure('wrong-passphrase'));
    await unlock(later, OTHER.derivedKey);
    expect(await namesIn(later)).toEqual([]);
    await later.settle();
    expect(later.mirrors.state).toEqual({ is: 'current' });
  });

  test('where the copy was all that was left keeps that on the shelf', async () => {
    browser.memory.vanish();
    await worker.leaving.startFresh(OTHER);
    expect(await worker.diagnostics.setAside()).toEqual([{ name: 'shelf-1', records: NAMES.length }]);
    await worker.vaults.lock();
    expect((await startWorker(browser).vaults.status()).state).toBe('locked');
  });

  test('in a browser without a vault is the ordinary first run', async () => {
    browser.memory.vanish();
    await browser.mirror.clear();
    browser.local.marker = undefined;
    await expect(worker.leaving.startFresh(OTHER)).rejects.toEqual(new RequestFailure('bad-request'));
  });
});

describe('a vault that was set aside', () => {
  test('can be brought back, with its own passphrase, and the other one is set aside then', async () => {
    await worker.leaving.startFresh(OTHER);
    await addAccount(worker, newAccount('zoe'));
    await worker.leaving.bringBack(await worker.diagnostics.generationNamed('vault-0'));
    expect((await worker.vaults.status()).state).toBe('locked');
    await expect(unlock(worker, OTHER.derivedKey)).rejects.toEqual(new RequestFailure('wrong-passphrase'));
    await unlock(worker);
    expect(await namesIn(worker)).toEqual(NAMES);
    expect((await worker.diagnostics.setAside()).map(({ name }) => name)).toContain('vault-1');
    await worker.settle();
    expect(worker.mirrors.state).toEqual({ is: 'current' });
    await worker.leaving.bringBack(await worker.diagnostics.generationNamed('vault-1'));
    await unlock(worker, OTHER.derivedKey);
    expect(await namesIn(worker)).toEqual(['zoe']);
  });

  test('is not found where there is none', async () => {
    await expect(worker.diagnostics.generationNamed('vault-7')).rejects.toEqual(
      new RequestFailure('not-found'),
    );
    await expect(worker.leaving.bringBack(0)).rejects.toEqual(new RequestFailure('not-found'));
  });
});

describe('erasing', () => {
  test('leaves nothing in either engine, and the next start is a first run', async () => {
    await worker.leaving.erase(await slotId(), DERIVED_KEY);
    expect(await browser.memory.probe()).toBe('absent');
    expect(browser.mirror.values.size).toBe(0);
    expect(browser.mirror.headers).toEqual([undefined, undefined]);
    expect([browser.anchor, browser.local.marker, browser.session]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(await startWorker(browser).vaults.status()).toEqual({ state: 'first-run' });
  });

  test('with a wrong passphrase erases nothing', async () => {
    const before = storeText(browser.memory);
    await expect(worker.leaving.erase(await slotId(), OTHER.derivedKey)).rejects.toEqual(
      new RequestFailure('wrong-passphrase'),
    );
    expect(storeText(browser.memory)).toBe(before);
    expect(browser.mirror.values.size).toBeGreaterThan(0);
  });

  test('that is cut short before the end says that the vault is gone, never that there was none', async () => {
    browser.facts.forgetEverything = () => Promise.reject(new Error('the browser went away'));
    await expect(worker.leaving.erase(await slotId(), DERIVED_KEY)).rejects.toThrow('went away');
    expect(await startWorker(browser).vaults.status()).toEqual({ state: 'emptied' });
  });
});

test('the raw data holds every sealed value of both engines and nothing else', async () => {
  const found = new Map<string, string>();
  let from: number | null = 0;
  while (from !== null) {
    const part: Awaited<ReturnType<typeof worker.leaving.rawPart>> = await worker.leaving.rawPart(from);
    for (const [name, value] of part.parts) found.set(name, value);
    from = part.next;
  }
  expect(found.size).toBe(browser.memory.values.size + browser.mirror.values.size + 2);
  for (const [key, value] of browser.memory.values) {
    expect(found.get(`database-0/${key}`)).toBe(Buffer.from(value).toString('base64'));
  }
});

test('diagnostics name states and counts, and no account', async () => {
  await unlock(worker);
  await worker.diagnostics.note('mirror', new RequestFailure('conflict'));
  const report = await worker.diagnostics.read();
  expect(report).toMatchObject({
    engine: 'opened',
    heads: ['good', 'good'],
    records: NAMES.length,
    seq: 7,
    anchorSeq: 7,
    mirror: { answer: 'good', seq: 7, records: NAMES.length },
    errors: [{ what: 'mirror', code: 'conflict' }],
  });
  const text = JSON.stringify(report);
  for (const name of [...NAMES, 'Example', 'example.com']) expect(text).not.toContain(name);
});
