import type { Bytes } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { err, type Result } from '../result.ts';
import { isAffordable, isDefined, MAX_TOTAL_WORK, workOf } from './kdf-ceilings.ts';
import type { KdfJob, TransferOutside } from './outside.ts';
import type { TransferError } from './transfer-error.ts';

/** What one reading of one file knows beside the file. */
export interface Session {
  readonly passphrase: string | undefined;
  /** From the given passphrase as UTF-8, or from bytes; refused before any work where the file asks for too much. */
  deriveKey(salt: Bytes, job: KdfJob, passphrase?: Bytes): Promise<Result<Bytes, TransferError>>;
}

export interface SessionOptions {
  /** As typed: other applications neither trim nor normalise. */
  readonly passphrase?: string | undefined;
  readonly signal?: AbortLike | undefined;
}

/** The one thing that core reads of an AbortSignal. */
export interface AbortLike {
  readonly aborted: boolean;
}

export function createSession(options: SessionOptions, { kdf }: TransferOutside): Session {
  const { passphrase, signal } = options;
  let work = 0;
  return {
    passphrase,
    async deriveKey(salt, job, bytes) {
      const secret = bytes ?? (passphrase === undefined ? undefined : encodeUtf8(passphrase));
      if (!isAffordable(job)) return err('too-expensive');
      if (!isDefined(job, salt.length)) return err('damaged');
      if (secret === undefined) return err('needs-passphrase');
      work += workOf(job);
      if (work > MAX_TOTAL_WORK) return err('too-expensive');
      if (signal?.aborted) return err('cancelled');
      const key = await kdf.derive(secret, salt, job);
      return signal?.aborted ? err('cancelled') : key;
    },
  };
}
