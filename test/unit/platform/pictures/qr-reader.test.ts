import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { QrReaderError, readQrCodes } from '../../../../src/platform/pictures/qr-reader.ts';
import { page } from '../../../qr/draw.ts';

/** A worker that answers when told to. */
class WorkerStub extends EventTarget {
  readonly postMessage = vi.fn();
  readonly terminate = vi.fn();

  answer(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

let worker: WorkerStub;

vi.mock('../../../../src/platform/crypto/trusted-worker.ts', () => ({ packagedWorker: () => worker }));
vi.mock('../../../../src/platform/pictures/qr.worker.ts?worker&url', () => ({ default: '/qr.worker.js' }));

beforeEach(() => {
  worker = new WorkerStub();
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const READING = { texts: ['otpauth://totp/alice'], pass: 'plain' };

describe('reading the codes of a picture', () => {
  test('hands the pixels to a worker, gives its reading and ends it', async () => {
    const reading = readQrCodes(page(4, 2));
    worker.answer({ ok: true, reading: READING });
    expect(await reading).toEqual(READING);
    expect(worker.postMessage).toHaveBeenCalledWith({ image: page(4, 2), lookHarder: false });
    expect(worker.terminate).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('can look harder', async () => {
    const reading = readQrCodes(page(1, 1), undefined, { lookHarder: true });
    worker.answer({ ok: true, reading: READING });
    await reading;
    expect(worker.postMessage.mock.calls[0]?.[0]).toMatchObject({ lookHarder: true });
  });

  test.each([
    ['the engine fails', () => worker.answer({ ok: false }), 'failed'],
    ['the worker cannot be loaded', () => worker.dispatchEvent(new Event('error')), 'failed'],
    ['nothing comes for twenty seconds', () => vi.advanceTimersByTime(20_000), 'timeout'],
  ])('fails and ends the worker when %s', async (_name, happen, code) => {
    const reading = readQrCodes(page(1, 1));
    happen();
    const error = await reading.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(QrReaderError);
    expect(error).toMatchObject({ code });
    expect(worker.terminate).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('ends the worker at once when it is cancelled', async () => {
    const controller = new AbortController();
    const reading = readQrCodes(page(1, 1), controller.signal);
    controller.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(worker.terminate).toHaveBeenCalledOnce();
  });

  test('starts no worker when it is cancelled already', async () => {
    await expect(readQrCodes(page(1, 1), AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(worker.postMessage).not.toHaveBeenCalled();
  });
});
