import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { UnlockedSession } from '../../../src/core/vault/lock.ts';
import * as localStore from '../../../src/platform/storage/local-store.ts';
import { changeMarkStore } from '../../../src/platform/storage/mirror-store.ts';
import * as sessionStore from '../../../src/platform/storage/session-store.ts';

const areas = vi.hoisted(() => {
  const area = () => {
    const values = new Map<string, unknown>();
    return {
      values,
      get: async (keys: string | string[]) =>
        Object.fromEntries(
          [keys].flat().flatMap((key) => (values.has(key) ? [[key, structuredClone(values.get(key))]] : [])),
        ),
      set: async (items: object) => {
        for (const [key, value] of Object.entries(items)) values.set(key, structuredClone(value));
      },
      remove: async (keys: string | string[]) => {
        for (const key of [keys].flat()) values.delete(key);
      },
      clear: async () => values.clear(),
    };
  };
  return { session: area(), local: area() };
});
vi.mock('../../../src/platform/browser.ts', () => ({ browser: { storage: areas } }));

beforeEach(() => {
  areas.session.values.clear();
  areas.local.values.clear();
});

const SESSION: UnlockedSession = {
  vaultKey: 'AA==',
  vaultId: '00',
  epoch: 1,
  generation: 2,
  decision: 'run',
  troubles: 0,
  unlockedAt: 1,
  lockAt: 3,
  lastSeenAt: 2,
};

describe('storage.session', () => {
  test('holds a session without a time to lock', async () => {
    await sessionStore.writeSession({ ...SESSION, lockAt: null });
    expect(await sessionStore.readSession()).toEqual({ ...SESSION, lockAt: null });
  });

  test('holds the unlocked session until it is deleted, and nothing of it is in storage.local', async () => {
    await sessionStore.writeSession(SESSION);
    expect(await sessionStore.readSession()).toEqual(SESSION);
    expect(areas.local.values.size).toBe(0);
    await sessionStore.deleteSession();
    expect(await sessionStore.readSession()).toBeUndefined();
    expect(areas.session.values.size).toBe(0);
  });

  test.each([undefined, null, 7, {}, { ...SESSION, lockAt: 'never' }, { ...SESSION, vaultKey: undefined }])(
    'with %j for a session is locked',
    async (value) => {
      areas.session.values.set('session', value);
      expect(await sessionStore.readSession()).toBeUndefined();
    },
  );

  test('remembers that the engine failed, and anything else under that name is no such memory', async () => {
    expect(await sessionStore.readEngineFailed()).toBe(false);
    areas.session.values.set('engineFailed', 'true');
    expect(await sessionStore.readEngineFailed()).toBe(false);
    await sessionStore.writeEngineFailed();
    expect(await sessionStore.readEngineFailed()).toBe(true);
    await sessionStore.deleteSession();
    expect(await sessionStore.readEngineFailed()).toBe(true);
  });

  test('holds a fill that waits, with the origin that it was asked for', async () => {
    const pending = { tabId: 1, origin: 'https://example.com', expiresAt: 5 };
    await sessionStore.writePendingFill(pending);
    expect(await sessionStore.readPendingFill()).toEqual(pending);
    await sessionStore.deletePendingFill();
    expect(await sessionStore.readPendingFill()).toBeUndefined();
    areas.session.values.set('pendingFill', { tabId: 1, expiresAt: 5 });
    expect(await sessionStore.readPendingFill()).toBeUndefined();
  });

  test('and storage.local are closed to content scripts where the browser can do that', async () => {
    const levels: unknown[] = [];
    await sessionStore.restrictStorageAccess();
    const setAccessLevel = async (options: unknown) => void levels.push(options);
    Object.assign(areas.session, { setAccessLevel });
    Object.assign(areas.local, { setAccessLevel });
    await sessionStore.restrictStorageAccess();
    const trusted = { accessLevel: 'TRUSTED_CONTEXTS' };
    expect(levels).toEqual([trusted, trusted]);
  });
});

describe('storage.local', () => {
  test('remembers that a vault was created, also by a marker that was damaged', async () => {
    const marker = { vaultId: '00', createdAt: 1, generation: 3 };
    expect(await localStore.readInstalledMarker()).toBeUndefined();
    await localStore.writeInstalledMarker(marker);
    expect(await localStore.readInstalledMarker()).toEqual(marker);
    for (const damaged of [null, {}, { ...marker, generation: -1 }, 'x']) {
      areas.local.values.set('installed', damaged);
      expect(await localStore.readInstalledMarker()).toBe('damaged');
    }
    await localStore.forgetEverything();
    expect(await localStore.readInstalledMarker()).toBeUndefined();
  });

  test('gives the settings back as they are, also what it never wrote: their reader checks the signature', async () => {
    expect(await localStore.readSignedSettings()).toBeUndefined();
    await localStore.writeSignedSettings({ text: '{}', mac: 'AA==' });
    expect(await localStore.readSignedSettings()).toEqual({ text: '{}', mac: 'AA==' });
    areas.local.values.set('settings', 7);
    expect(await localStore.readSignedSettings()).toBe(7);
  });
});

test('a storage.local that never answers is given up after ten seconds (unlocking once waited for it for ever)', async () => {
  vi.useFakeTimers();
  vi.spyOn(areas.local, 'get').mockImplementation(() => new Promise(() => undefined));
  const answers = [localStore.readSignedSettings(), localStore.readInstalledMarker()].map((answer) =>
    expect(answer).rejects.toMatchObject({ code: 'timeout' }),
  );
  await vi.advanceTimersByTimeAsync(10_000);
  await Promise.all(answers);
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('the mark of a change', () => {
  const startAgain = () => areas.session.values.clear();

  beforeEach(() => {
    areas.local.values.set('installed', {});
  });

  test('is left from when it is set until it is cleared', async () => {
    await changeMarkStore.clear();
    expect(await changeMarkStore.look()).toBe('none');
    await changeMarkStore.set();
    expect(await changeMarkStore.look()).toBe('left');
    await changeMarkStore.clear();
    expect(await changeMarkStore.look()).toBe('none');
  });

  test('is left by a browser before this one: what was found first counts until this one ends', async () => {
    await changeMarkStore.keepFound('none');
    await changeMarkStore.set();
    expect(await changeMarkStore.look()).toBe('none');
    startAgain();
    expect(await changeMarkStore.look()).toBe('left');
    await changeMarkStore.keepFound('behind');
    expect(await changeMarkStore.look()).toBe('behind');
    areas.session.values.set('foundMark', 'something else');
    expect(await changeMarkStore.look()).toBe('left');
  });

  test('is still known to be left after the vault was erased, as is an engine that failed', async () => {
    await changeMarkStore.keepFound('left');
    await sessionStore.writeEngineFailed();
    await sessionStore.writeSession(SESSION);
    await localStore.forgetEverything();
    expect([await changeMarkStore.look(), await sessionStore.readEngineFailed()]).toEqual(['left', true]);
    expect([areas.session.values.size, areas.local.values.size]).toEqual([2, 0]);
  });

  test('is not left where there was no vault', async () => {
    areas.local.values.clear();
    expect(await changeMarkStore.look()).toBe('none');
  });

  test.each([
    ['look', areas.local, 'get'],
    ['set', areas.local, 'remove'],
    ['clear', areas.local, 'set'],
    ['keepFound', areas.session, 'set'],
  ] as const)('is waited for two seconds to %s, and no longer', async (step, area, method) => {
    vi.useFakeTimers();
    const waiting = vi.spyOn(area, method).mockReturnValue(new Promise<never>(() => undefined));
    const asked = expect(changeMarkStore[step]('none')).rejects.toThrow('timeout');
    await vi.advanceTimersByTimeAsync(2_000);
    await asked;
    waiting.mockRestore();
    vi.useRealTimers();
  });
});
