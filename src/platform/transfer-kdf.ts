// The key derivations of other applications' exports, in the thread that calls: a worker, or a program of Node.
import { argon2id as nobleArgon2id } from '@noble/hashes/argon2.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 as noblePbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { argon2id } from 'hash-wasm';
import type { Bytes } from '../core/bytes/bytes.ts';
import { err, ok } from '../core/result.ts';
import type { Kdf, KdfJob } from '../core/transfer/outside.ts';

type Pbkdf2Job = Extract<KdfJob, { kind: 'pbkdf2' }>;
type Argon2Job = Extract<KdfJob, { kind: 'argon2id' }>;

const NOBLE_HASHES = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-512': sha512 } as const;

export const transferKdf: Kdf = {
  async derive(passphrase, salt, job) {
    try {
      return ok(await derive(passphrase, salt, job));
    } catch (error) {
      // Both engines have been refused the memory; a typed array that cannot be allocated is a RangeError.
      if (error instanceof RangeError || error instanceof WebAssembly.RuntimeError) {
        return err('not-enough-memory');
      }
      throw error;
    }
  },
};

async function derive(passphrase: Bytes, salt: Bytes, job: KdfJob): Promise<Bytes> {
  switch (job.kind) {
    case 'pbkdf2':
      return pbkdf2(passphrase, salt, job);
    case 'scrypt': {
      const { n: N, r, p, length: dkLen } = job;
      return new Uint8Array(scrypt(passphrase, salt, { N, r, p, dkLen, maxmem: 2 ** 31 }));
    }
    case 'argon2id':
      return argon2(passphrase, salt, job);
    default:
      return job satisfies never;
  }
}

async function pbkdf2(
  passphrase: Bytes,
  salt: Bytes,
  { hash, iterations, length }: Pbkdf2Job,
): Promise<Bytes> {
  if (passphrase.length === 0) {
    // Not every browser takes an empty one for key material.
    return new Uint8Array(
      noblePbkdf2(NOBLE_HASHES[hash], passphrase, salt, { c: iterations, dkLen: length }),
    );
  }
  const key = await crypto.subtle.importKey('raw', passphrase, 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'PBKDF2', hash, salt, iterations }, key, length * 8),
  );
}

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
