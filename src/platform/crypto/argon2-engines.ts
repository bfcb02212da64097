// Two implementations of one function: Argon2id, version 1.3 (RFC 9106).
import { argon2id as scriptArgon2id } from '@noble/hashes/argon2.js';
import { argon2id as wasmArgon2id } from 'hash-wasm';
import type { Bytes } from '../../core/bytes/bytes.ts';
import type { KdfParameters } from '../../core/vault/keys/kdf-parameters.ts';

export interface Argon2Request {
  readonly passphrase: Bytes;
  readonly salt: Bytes;
  readonly kdf: KdfParameters;
  readonly outputLength: number;
}

export type Argon2 = (request: Argon2Request) => Promise<Bytes>;

/** About four times faster than JavaScript, where the browser allows WebAssembly. */
export const wasmArgon2: Argon2 = async ({ passphrase, salt, kdf, outputLength }) =>
  new Uint8Array(
    await wasmArgon2id({
      password: passphrase,
      salt,
      memorySize: kdf.memoryKib,
      iterations: kdf.iterations,
      parallelism: kdf.parallelism,
      hashLength: outputLength,
      outputType: 'binary',
    }),
  );

/** JavaScript, everywhere. */
export const scriptArgon2: Argon2 = async ({ passphrase, salt, kdf, outputLength }) => {
  const { memoryKib: m, iterations: t, parallelism: p } = kdf;
  return new Uint8Array(scriptArgon2id(passphrase, salt, { m, t, p, dkLen: outputLength }));
};
