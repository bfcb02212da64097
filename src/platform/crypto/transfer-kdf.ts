// The key derivations of other applications' exports, in the thread that calls: a worker, or a program of Node.
import { argon2id as nobleArgon2id } from '@noble/hashes/argon2.js';
import { argon2id } from 'hash-wasm';
import type { Bytes } from '../../core/bytes/bytes.ts';
import { err, ok } from '../../core/result.ts';
import type { Kdf, KdfJob } from '../../core/transfer/outside.ts';
import { deriveWritten } from './export-kdf.ts';

type Argon2Job = Extract<KdfJob, { kind: 'argon2id' }>;

export const transferKdf: Kdf = {
  async derive(passphrase, salt, job) {
    try {
      return ok(
        job.kind === 'argon2id'
          ? await argon2(passphrase, salt, job)
          : await deriveWritten(passphrase, salt, job),
      );
    } catch (error) {
      // Both engines have been refused the memory; a typed array that cannot be allocated is a RangeError.
      if (error instanceof RangeError || error instanceof WebAssembly.RuntimeError) {
        return err('not-enough-memory');
      }
      throw error;
    }
  },
};

async function argon2(passphrase: Bytes, salt: Bytes, job: Argon2Job): Promise<Bytes> {
  const { memoryKib, iterations, parallelism, length } = job;
  try {
    const key = await argon2id({
      password: passphrase,
      salt,
      memorySize: memoryKib,
      iterations,
      parallelism,
      hashLength: length,
      outputType: 'binary',
    });
    return new Uint8Array(key);
  } catch {
    // WebAssembly refused, or its memory is too small: the same function in JavaScript, about four times slower.
    const options = { t: iterations, m: memoryKib, p: parallelism, dkLen: length, maxmem: 2 ** 31 };
    return new Uint8Array(nobleArgon2id(passphrase, salt, options));
  }
}
