// Argon2id in a worker of the page that asks: off the page's loop, and never in the service worker.
import type { Bytes } from '../../core/bytes/bytes.ts';
import {
  isAcceptableKdf,
  KDF_OUTPUT_LENGTH,
  type KdfParameters,
  passphraseBytes,
} from '../../core/vault/keys/kdf-parameters.ts';
import type { Argon2Request } from './argon2-engines.ts';
import workerUrl from './kdf.worker.ts?worker&url';
import { packagedWorker } from './trusted-worker.ts';

/** A key for a new slot, a new vault or a new file is made under stricter rules than one that opens an old one. */
export type KdfPurpose = 'open' | 'create';

export interface KdfRequest extends Argon2Request {
  readonly purpose: KdfPurpose;
}

/** Sent ahead, as the passphrase begins to be typed. */
export interface KdfExpectation {
  readonly expected: Pick<KdfParameters, 'memoryKib'>;
}

export type KdfReply =
  | { readonly ok: true; readonly derivedKey: Bytes }
  | { readonly ok: false; readonly reason: string };

/** The slowest accepted parameters took under a minute on two shared cores with the JavaScript fallback. */
const DEADLINE_MS = 120_000;

export class KdfError extends Error {
  override readonly name = 'KdfError';
  readonly code: 'unacceptable-parameters' | 'self-test' | 'failed' | 'timeout';

  constructor(code: KdfError['code']) {
    super(`the passphrase could not be turned into a key: ${code}`);
    this.code = code;
  }
}

/** More is not taken ahead: what a stronger derivation waits for is not its memory. */
const MOST_MEMORY_AHEAD_KIB = 64 * 1024;
/** Memory that was taken for a passphrase that nobody goes on typing is given back. */
const MEMORY_KEPT_MS = 60_000;

let prepared: Worker | undefined;
/** The prepared worker to which was said what to expect. */
let expecting: Worker | undefined;

/** Starts a worker for the passphrase that is about to be typed, so that nobody waits for that afterwards. */
export function prepareKdf(): void {
  if (prepared !== undefined) return;
  const worker = packagedWorker(workerUrl);
  prepared = worker;
  worker.addEventListener('error', () => {
    if (prepared === worker) prepared = undefined;
  });
}

/** At the first key of a passphrase, and at each one after: the memory for it is taken while the others are typed. */
export function expectPassphrase(kdf: KdfParameters | null | undefined): void {
  if (!kdf || !isAcceptableKdf(kdf) || kdf.memoryKib > MOST_MEMORY_AHEAD_KIB) return;
  prepareKdf();
  if (prepared === undefined || prepared === expecting) return;
  const worker = prepared;
  expecting = worker;
  worker.postMessage({ expected: { memoryKib: kdf.memoryKib } } satisfies KdfExpectation);
  setTimeout(() => {
    if (prepared !== worker) return;
    prepared = undefined;
    worker.terminate();
  }, MEMORY_KEPT_MS);
}

/** 32 bytes from the passphrase. Throws `KdfError`; parameters are checked before any memory is taken. */
export async function deriveFromPassphrase(
  passphrase: string,
  salt: Bytes,
  kdf: KdfParameters,
  purpose: KdfPurpose = 'open',
): Promise<Bytes> {
  if (!isAcceptableKdf(kdf)) throw new KdfError('unacceptable-parameters');
  const worker = prepared ?? packagedWorker(workerUrl);
  prepared = undefined;
  try {
    const bytes = passphraseBytes(passphrase);
    const reply = await ask(worker, {
      passphrase: bytes,
      salt,
      kdf,
      outputLength: KDF_OUTPUT_LENGTH,
      purpose,
    });
    if (!reply.ok) throw new KdfError(reply.reason === 'SelfTestError' ? 'self-test' : 'failed');
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
