import type { RgbaImage } from '../../core/qr/pixels.ts';
import type { QrReading } from '../../core/qr/read-codes.ts';
import workerUrl from './qr.worker.ts?worker&url';
import { packagedWorker } from '../crypto/trusted-worker.ts';

export interface QrRequest {
  readonly image: RgbaImage;
  readonly lookHarder: boolean;
  /** From a camera; see core/qr/read-picture.ts. */
  readonly isPhoto?: boolean | undefined;
}

export type QrReply =
  | { readonly ok: true; readonly reading: QrReading }
  | { readonly ok: false }
  /** From 0 to 1; others follow. */
  | { readonly progress: number };

type QrAnswer = Exclude<QrReply, { readonly progress: number }>;

export interface QrReadOptions {
  readonly lookHarder?: boolean | undefined;
  readonly isPhoto?: boolean | undefined;
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** A page of 8 megapixels without a code took 5 s on two busy cores. */
const DEADLINE_MS = 20_000;

export class QrReaderError extends Error {
  override readonly name = 'QrReaderError';
  readonly code: 'failed' | 'timeout';

  constructor(code: QrReaderError['code']) {
    super(`the picture could not be searched for codes: ${code}`);
    this.code = code;
  }
}

/**
 * All QR codes in a picture; `pass` names the way of looking that found the first, or is "none". Throws
 * `QrReaderError`, or the signal's reason once it is aborted; the worker is ended in every case.
 */
export async function readQrCodes(
  { data, width, height }: RgbaImage,
  signal?: AbortSignal,
  { lookHarder = false, isPhoto, onProgress }: QrReadOptions = {},
): Promise<QrReading> {
  signal?.throwIfAborted();
  const worker = packagedWorker(workerUrl);
  const ended = new AbortController();
  try {
    const reply = await new Promise<QrAnswer>((resolve, reject) => {
      const until = { signal: ended.signal };
      const deadline = setTimeout(() => reject(new QrReaderError('timeout')), DEADLINE_MS);
      until.signal.addEventListener('abort', () => clearTimeout(deadline));
      signal?.addEventListener('abort', () => reject(reasonOf(signal)), until);
      worker.addEventListener('error', () => reject(new QrReaderError('failed')), until);
      worker.addEventListener(
        'message',
        ({ data: sent }: MessageEvent<QrReply>) => {
          if ('progress' in sent) onProgress?.(sent.progress);
          else resolve(sent);
        },
        until,
      );
      worker.postMessage({ image: { data, width, height }, lookHarder, isPhoto } satisfies QrRequest);
    });
    if (!reply.ok) throw new QrReaderError('failed');
    return reply.reading;
  } finally {
    ended.abort();
    worker.terminate();
  }
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError');
}
