// Another application's export, read in a worker of the page that asks: never in the service worker or the popup.
import type { Bytes } from '../../core/bytes/bytes.ts';
import { err, type Result } from '../../core/result.ts';
import type { ExportFormat } from '../../core/transfer/export-format.ts';
import type { ParsedExport } from '../../core/transfer/parsed-export.ts';
import type { TransferError } from '../../core/transfer/transfer-error.ts';
import workerUrl from './import.worker.ts?worker&url';
import { packagedWorker } from '../crypto/trusted-worker.ts';

export interface ImportRequest {
  readonly bytes: Bytes;
  readonly passphrase: string | undefined;
}

export type ImportReply =
  | { readonly kind: 'recognised'; readonly format: ExportFormat }
  /** A derivation begins that will take about this long; 0 where it is not worth a bar. */
  | { readonly kind: 'deriving'; readonly expectedMs: number }
  | { readonly kind: 'derived' }
  | { readonly kind: 'result'; readonly result: Result<ParsedExport, TransferError> }
  /** Nothing that a file can bring about: a fault of this program. */
  | { readonly kind: 'failed' };

export interface ImportOptions {
  readonly passphrase?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told before a missing passphrase is, so that it can be asked for by the application's name. */
  readonly onRecognised?: ((format: ExportFormat) => void) | undefined;
  /** From 0 to 1 while a key is derived; foreseen from a sample, so it waits just below 1 where that was too short. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

const STEP_MS = 200;

/**
 * Ending the worker is what cancels: a derivation has no place to stop at, and its memory is freed with it.
 *
 * @throws Error for a fault of this program, never for a file.
 */
export async function importFile(
  bytes: Bytes,
  options: ImportOptions = {},
): Promise<Result<ParsedExport, TransferError>> {
  const { passphrase, signal } = options;
  if (signal?.aborted) return err('cancelled');
  const worker = packagedWorker(workerUrl);
  const progress = progressOf(options.onProgress);
  try {
    return await new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => resolve(err('cancelled')), { once: true });
      worker.addEventListener('error', () => reject(new Error('the import worker failed')));
      worker.addEventListener('message', ({ data }: MessageEvent<ImportReply>) => {
        if (data.kind === 'recognised') options.onRecognised?.(data.format);
        else if (data.kind === 'deriving') progress.begin(data.expectedMs);
        else if (data.kind === 'derived') progress.end();
        else if (data.kind === 'result') resolve(data.result);
        else reject(new Error('the import worker failed'));
      });
      worker.postMessage({ bytes, passphrase } satisfies ImportRequest);
    });
  } finally {
    progress.end();
    worker.terminate();
  }
}

function progressOf(onProgress: ImportOptions['onProgress']) {
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    begin(expectedMs: number): void {
      if (onProgress === undefined || expectedMs === 0) return;
      const started = performance.now();
      onProgress(0);
      timer = setInterval(
        () => onProgress(Math.min(0.99, (performance.now() - started) / expectedMs)),
        STEP_MS,
      );
    },
    end(): void {
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      onProgress?.(1);
    },
  };
}
