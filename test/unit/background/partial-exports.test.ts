import { describe, expect, test } from 'vitest';
import { PartialExports } from '../../../src/background/partial-exports.ts';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import { FakeBrowser } from '../../support/fake-browser.ts';
import { createUnlocked } from '../../support/vault/background.ts';

const PARTS = ['otpauth-migration://offline?data=AA', 'otpauth-migration://offline?data=AQ'];

async function fake() {
  const browser = new FakeBrowser();
  const worker = await createUnlocked(browser);
  const memory: { kept: unknown; now: number; alarm: number; onWrite?: () => Promise<void> } = {
    kept: undefined,
    now: 1_000_000,
    alarm: 0,
  };
  const partial = new PartialExports({
    store: {
      read: async () => memory.kept,
      write: async (kept) => {
        await memory.onWrite?.();
        memory.kept = structuredClone(kept);
      },
      delete: async () => void (memory.kept = undefined),
    },
    clock: { now: () => memory.now },
    schedule: (at) => void (memory.alarm = at),
    vaults: worker.vaults,
  });
  return { memory, partial, worker };
}

describe('parts of an export', () => {
  test('wait for the others for ten minutes from the last one', async () => {
    const { memory, partial } = await fake();
    await partial.keep(PARTS);
    expect(memory.alarm).toBe(memory.now + 601_000);
    memory.now += 599_999;
    expect(await partial.texts()).toEqual(PARTS);
    await partial.dropExpired();
    expect(await partial.texts()).toEqual(PARTS);
    memory.now += 1;
    expect(await partial.texts()).toEqual([]);
    await partial.dropExpired();
    expect(memory.kept).toBeUndefined();
  });

  test('are gone from the memory once the export is complete', async () => {
    const { memory, partial } = await fake();
    await partial.keep(PARTS);
    await partial.keep([]);
    expect(memory.kept).toBeUndefined();
  });

  test('are neither given nor taken while the vault is locked', async () => {
    const { memory, partial, worker } = await fake();
    await partial.keep(PARTS.slice(1));
    const before = memory.kept;
    await worker.vaults.lock();
    await expect(partial.texts()).rejects.toEqual(new RequestFailure('locked'));
    await expect(partial.keep(PARTS)).rejects.toEqual(new RequestFailure('locked'));
    expect(memory.kept).toEqual(before);
    await partial.drop();
    expect(memory.kept).toBeUndefined();
  });

  test('are gone though the vault was locked while they were written', async () => {
    const { memory, partial, worker } = await fake();
    memory.onWrite = async () => {
      await worker.vaults.lock();
      await partial.drop();
    };
    await expect(partial.keep(PARTS)).rejects.toEqual(new RequestFailure('locked'));
    expect(memory.kept).toBeUndefined();
  });

  test('that somebody else has written are none', async () => {
    const { memory, partial } = await fake();
    for (const kept of [null, {}, { texts: ['otpauth://totp/x?secret=AA'], expiresAt: 2_000_000 }]) {
      memory.kept = kept;
      expect(await partial.texts()).toEqual([]);
    }
  });
});
