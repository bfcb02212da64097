import type { RgbaImage } from '../../core/qr/pixels.ts';
import type { SpottedCode } from '../../core/qr/spot-codes.ts';
import workerUrl from './qr.worker.ts?worker&url';
import { packagedWorker } from '../crypto/trusted-worker.ts';

export interface SpotRequest {
  readonly image: RgbaImage;
  readonly spot: true;
}

export type SpotReply =
  | { readonly ok: true; readonly codes: readonly SpottedCode[] }
  | { readonly ok: false };

/** A quick look takes 50 to 200 ms; loading the engine comes before the first. */
const DEADLINE_MS = 5_000;

/** One worker for many quick looks, one after another. */
export class QrSpotter {
  readonly #worker = packagedWorker(workerUrl);

  /** The codes in the picture; none where the look failed or took too long: the next picture is the next chance. */
  async spot({ data, width, height }: RgbaImage): Promise<readonly SpottedCode[]> {
    const ended = new AbortController();
    const { signal } = ended;
    try {
      const reply = await new Promise<SpotReply>((resolve) => {
        const fail = () => resolve({ ok: false });
        const deadline = setTimeout(fail, DEADLINE_MS);
        signal.addEventListener('abort', () => clearTimeout(deadline));
        this.#worker.addEventListener('error', fail, { signal });
        this.#worker.addEventListener('message', ({ data: sent }: MessageEvent<SpotReply>) => resolve(sent), {
          signal,
        });
        this.#worker.postMessage({ image: { data, width, height }, spot: true } satisfies SpotRequest);
      });
      return reply.ok ? reply.codes : [];
    } finally {
      ended.abort();
    }
  }

  end(): void {
    this.#worker.terminate();
  }
}
