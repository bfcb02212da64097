import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_KDF, type KdfParameters } from '../../../../src/core/vault/keys/kdf-parameters.ts';
import {
  deriveFromPassphrase,
  expectPassphrase,
  type KdfReply,
  type KdfRequest,
  prepareKdf,
} from '../../../../src/platform/crypto/kdf.ts';

const fake = vi.hoisted(() => ({ workers: [] as FakeWorker[], reply: undefined as unknown }));

interface FakeWorker {
  readonly asked: KdfRequest[];
  isTerminated: boolean;
  fire(type: string, data?: unknown): void;
}

vi.mock('../../../../src/platform/crypto/trusted-worker.ts', () => ({
  packagedWorker: () => {
    const listeners: [string, (event: object) => void][] = [];
    const worker = {
      asked: [] as KdfRequest[],
      isTerminated: false,
      addEventListener: (type: string, listener: (event: object) => void) => listeners.push([type, listener]),
      fire: (type: string, data?: unknown) => {
        for (const [known, listener] of listeners) if (known === type) listener({ data });
      },
      postMessage: (request: KdfRequest) => {
        worker.asked.push(request);
        queueMicrotask(() => worker.fire('message', fake.reply));
      },
      terminate: () => {
        worker.isTerminated = true;
      },
    };
    fake.workers.push(worker);
    return worker;
  },
}));

const SALT = new Uint8Array(32);
const KEY = new Uint8Array(32).fill(9);

beforeEach(() => {
  fake.workers.length = 0;
  fake.reply = { ok: true, derivedKey: KEY } satisfies KdfReply;
});

describe('deriving a key', () => {
  test.each<Partial<KdfParameters>>([
    { memoryKib: 8 },
    { memoryKib: 19 * 1024 - 1 },
    { memoryKib: 1024 * 1024 + 1 },
    { memoryKib: 2 ** 32 },
    { memoryKib: 65_536.5 },
    { iterations: 1 },
    { iterations: 11 },
    { iterations: 2 ** 32 },
    { parallelism: 0 },
    { parallelism: 17 },
    { memoryKib: Number.NaN },
  ])('with %j is refused before a worker is started or anything is allocated', async (part) => {
    const kdf = { ...DEFAULT_KDF, ...part };
    await expect(deriveFromPassphrase('x', SALT, kdf)).rejects.toMatchObject({
      code: 'unacceptable-parameters',
    });
    expect(fake.workers).toEqual([]);
  });

  test('uses the worker that was prepared, once, and ends it', async () => {
    prepareKdf();
    prepareKdf();
    expect(fake.workers).toHaveLength(1);
    expect(await deriveFromPassphrase('x', SALT, DEFAULT_KDF)).toEqual(KEY);
    expect(fake.workers[0]).toMatchObject({ isTerminated: true });
    await deriveFromPassphrase('x', SALT, DEFAULT_KDF);
    expect(fake.workers).toHaveLength(2);
  });

  test('does not use a prepared worker that could not start', async () => {
    prepareKdf();
    fake.workers[0]?.fire('error');
    await deriveFromPassphrase('x', SALT, DEFAULT_KDF);
    expect(fake.workers[0]?.asked).toEqual([]);
    expect(fake.workers[1]?.asked).toHaveLength(1);
  });

  test('is told at the first key what to expect, once, and works in the same worker', async () => {
    prepareKdf();
    for (let key = 0; key < 3; key += 1) expectPassphrase(DEFAULT_KDF);
    expect(fake.workers[0]?.asked).toEqual([{ expected: { memoryKib: DEFAULT_KDF.memoryKib } }]);
    await deriveFromPassphrase('x', SALT, DEFAULT_KDF);
    expect(fake.workers).toHaveLength(1);
    expect(fake.workers[0]?.asked).toHaveLength(2);
  });

  test('expects nothing where there is no slot, or one of parameters that are refused or cost more', () => {
    for (const kdf of [
      null,
      undefined,
      { ...DEFAULT_KDF, memoryKib: 8 },
      { ...DEFAULT_KDF, memoryKib: 262_144 },
    ])
      expectPassphrase(kdf);
    expect(fake.workers).toEqual([]);
  });

  test('gives the memory back where nobody goes on typing for a minute, and takes it again at the next key', () => {
    vi.useFakeTimers();
    try {
      expectPassphrase(DEFAULT_KDF);
      vi.advanceTimersByTime(59_000);
      expect(fake.workers[0]?.isTerminated).toBe(false);
      vi.advanceTimersByTime(1_000);
      expect(fake.workers[0]?.isTerminated).toBe(true);
      expectPassphrase(DEFAULT_KDF);
      expect(fake.workers).toHaveLength(2);
      vi.advanceTimersByTime(60_000);
    } finally {
      vi.useRealTimers();
    }
  });

  test('opens unless it is told to create', async () => {
    await deriveFromPassphrase('x', SALT, DEFAULT_KDF);
    await deriveFromPassphrase('x', SALT, DEFAULT_KDF, 'create');
    expect(fake.workers.flatMap(({ asked }) => asked.map(({ purpose }) => purpose))).toEqual([
      'open',
      'create',
    ]);
  });

  test.each([
    ['SelfTestError', 'self-test'],
    ['RangeError', 'failed'],
  ])('tells the reason %s as the code %s', async (reason, code) => {
    fake.reply = { ok: false, reason };
    await expect(deriveFromPassphrase('x', SALT, DEFAULT_KDF)).rejects.toMatchObject({ code });
    expect(fake.workers[0]?.isTerminated).toBe(true);
  });
});
