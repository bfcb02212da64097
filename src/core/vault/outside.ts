import type { Bytes } from '../bytes/bytes.ts';

/** AES-256-GCM. Platform implements it by WebCrypto; the tag is the last 16 bytes of the ciphertext. */
export interface Aead {
  seal(input: AeadInput): Promise<Bytes>;
  /** Undefined where the tag does not fit: another key, another associated data, or damage. */
  open(input: AeadInput): Promise<Bytes | undefined>;
}

export interface AeadInput {
  /** 32 bytes. */
  readonly key: Bytes;
  /** 12 bytes, never used twice under one key. */
  readonly nonce: Bytes;
  readonly associatedData: Bytes;
  /** The plaintext to seal, or the ciphertext to open. */
  readonly data: Bytes;
}

export interface Random {
  bytes(length: number): Bytes;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** What the vault needs from outside of core; tests hand in seeded and failing ones. */
export interface Outside {
  readonly aead: Aead;
  readonly random: Random;
  readonly clock: Clock;
}
