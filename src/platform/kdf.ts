// Argon2id in a worker of the page that asks: off the page's loop, and never in the service worker.
import type { Bytes } from '../core/bytes/bytes.ts';
import {
  isAcceptableKdf,
  KDF_OUTPUT_LENGTH,
  type KdfParameters,
  passphraseBytes,
} from '../core/vault/kdf-parameters.ts';
import workerUrl from './kdf.worker.ts?worker&url';
import { packagedWorker } from './trusted-worker.ts';

export interface KdfRequest {
  readonly passphrase: Bytes;
  readonly salt: Bytes;
  readonly kdf: KdfParameters;
  readonly outputLength: number;
}

export type KdfReply =
  | { readonly ok: true; readonly derivedKey: Bytes }
  | { readonly ok: false; readonly reason: string };

/** The slowest accepted parameters took under a minute on two shared cores with the JavaScript fallback. */
const DEADLINE_MS = 120_000;

export class KdfError extends Error {
  override readonly name = 'KdfError';
  readonly code: 'unacceptable-parameters' | 'failed' | 'timeout';

  constructor(code: KdfError['code']) {
    super(`the passphrase could not be turned into a key: ${code}`);
    this.code = code;
  }
}

/** 32 bytes from the passphrase. Throws `KdfError`; parameters are checked before any memory is taken. */
export async function deriveFromPassphrase(
  passphrase: string,
  salt: Bytes,
  kdf: KdfParameters,
): Promise<Bytes> {
  if (!isAcceptableKdf(kdf)) throw new KdfError('unacceptable-parameters');
  const worker = packagedWorker(workerUrl);
  try {
    const request = { passphrase: passphraseBytes(passphrase), salt, kdf, outputLength: KDF_OUTPUT_LENGTH };
    const reply = await ask(worker, request);
    if (!reply.ok) throw new KdfError('failed');
    return reply.derivedKey;
  } finally {
    // Ending the worker also frees the memory in which Argon2 worked.
    worker.terminate();
  }
}

function ask(worker: Worker, request: KdfRequest): Promise<KdfReply> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => reject(new KdfError('timeout')), DEADLINE_MS);
    worker.addEventListener('message', (event: MessageEvent<KdfReply>) => {
      clearTimeout(deadline);
      resolve(event.data);
    });
    worker.addEventListener('error', () => {
      clearTimeout(deadline);
      reject(new KdfError('failed'));
    });
    worker.postMessage(request);
  });
}
