// The key derivations of the formats that are written, without Argon2: its WebAssembly is in the workers, and once more in a
// page it would be a part of the package that nothing uses.
import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 as noblePbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../../core/bytes/bytes.ts';
import { ok } from '../../core/result.ts';
import type { Kdf, KdfJob } from '../../core/transfer/outside.ts';

type WrittenJob = Exclude<KdfJob, { kind: 'argon2id' }>;
type Pbkdf2Job = Extract<KdfJob, { kind: 'pbkdf2' }>;

const NOBLE_HASHES = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-512': sha512 } as const;

/** Throws TypeError for Argon2, by which no format that is written seals. */
export const exportKdf: Kdf = {
  async derive(passphrase, salt, job) {
    if (job.kind === 'argon2id') throw new TypeError('no format that is written is sealed by Argon2');
    return ok(await deriveWritten(passphrase, salt, job));
  },
};

export async function deriveWritten(passphrase: Bytes, salt: Bytes, job: WrittenJob): Promise<Bytes> {
  if (job.kind === 'pbkdf2') return pbkdf2(passphrase, salt, job);
  const { n: N, r, p, length: dkLen } = job;
  return new Uint8Array(scrypt(passphrase, salt, { N, r, p, dkLen, maxmem: 2 ** 31 }));
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
