import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { importFile, type ImportReply } from '../../../../src/platform/files/import-file.ts';

/** A worker that answers when told to. */
class WorkerStub extends EventTarget {
  readonly postMessage = vi.fn();
  readonly terminate = vi.fn();

  answer(data: ImportReply): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

let worker: WorkerStub;

vi.mock('../../../../src/platform/crypto/trusted-worker.ts', () => ({ packagedWorker: () => worker }));
vi.mock('../../../../src/platform/files/import.worker.ts?worker&url', () => ({
  default: '/import.worker.js',
}));

beforeEach(() => {
  worker = new WorkerStub();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const BYTES = new Uint8Array([1, 2, 3]);
const FOUND = { ok: true, value: { format: 'aegis', accounts: [], skipped: [], passkeys: [] } } as const;

describe('importing a file', () => {
  test('hands it to a worker, gives its answer and ends it', async () => {
    const result = importFile(BYTES, { passphrase: 'x' });
    worker.answer({ kind: 'result', result: FOUND });
    expect(await result).toEqual(FOUND);
    expect(worker.postMessage).toHaveBeenCalledWith({ bytes: BYTES, passphrase: 'x' });
    expect(worker.terminate).toHaveBeenCalledOnce();
  });

  test('tells the format before the answer', async () => {
    const onRecognised = vi.fn();
    const result = importFile(BYTES, { onRecognised });
    worker.answer({ kind: 'recognised', format: 'ente' });
    worker.answer({ kind: 'result', result: { ok: false, error: 'needs-passphrase' } });
    expect(await result).toEqual({ ok: false, error: 'needs-passphrase' });
    expect(onRecognised).toHaveBeenCalledExactlyOnceWith('ente');
  });

  test('is cancelled by ending the worker', async () => {
    const controller = new AbortController();
    const result = importFile(BYTES, { signal: controller.signal });
    controller.abort();
    expect(await result).toEqual({ ok: false, error: 'cancelled' });
    expect(worker.terminate).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('starts no worker when it was cancelled before', async () => {
    expect(await importFile(BYTES, { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      error: 'cancelled',
    });
    expect(worker.postMessage).not.toHaveBeenCalled();
  });

  test('tells how far a derivation is, up to what was foreseen and to its end', async () => {
    const seen: number[] = [];
    const result = importFile(BYTES, { onProgress: (fraction) => seen.push(fraction) });
    worker.answer({ kind: 'deriving', expectedMs: 1000 });
    vi.advanceTimersByTime(600);
    vi.advanceTimersByTime(5000);
    worker.answer({ kind: 'derived' });
    worker.answer({ kind: 'result', result: FOUND });
    await result;
    expect(seen[0]).toBe(0);
    expect(seen[3]).toBeCloseTo(0.6);
    expect(seen.at(-2)).toBe(0.99);
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(vi.getTimerCount()).toBe(0);
  });

  test('shows no bar for what is done at once', async () => {
    const onProgress = vi.fn();
    const result = importFile(BYTES, { onProgress });
    worker.answer({ kind: 'deriving', expectedMs: 0 });
    worker.answer({ kind: 'derived' });
    worker.answer({ kind: 'result', result: FOUND });
    await result;
    expect(onProgress).not.toHaveBeenCalled();
  });

  test.each<[string, () => void]>([
    ['the worker cannot be loaded', () => worker.dispatchEvent(new Event('error'))],
    ['this program is at fault', () => worker.answer({ kind: 'failed' })],
  ])('fails and ends the worker when %s', async (_, happen) => {
    const result = importFile(BYTES);
    happen();
    await expect(result).rejects.toThrow('the import worker failed');
    expect(worker.terminate).toHaveBeenCalledOnce();
  });
});
