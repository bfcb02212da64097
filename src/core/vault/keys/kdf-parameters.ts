import type { Bytes } from '../../bytes/bytes.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';

/** Argon2id, version 1.3 (RFC 9106), 32 bytes of output. */
export interface KdfParameters {
  readonly memoryKib: number;
  readonly iterations: number;
  readonly parallelism: number;
}

/** RFC 9106 section 4, second recommended option: 64 MiB, three passes, four lanes. */
export const DEFAULT_KDF: KdfParameters = { memoryKib: 64 * 1024, iterations: 3, parallelism: 4 };

/** For who wants to wait a second longer at each unlocking: four times the memory. */
export const STRONGER_KDF: KdfParameters = { memoryKib: 256 * 1024, iterations: 3, parallelism: 4 };

export const KDF_SALT_LENGTH = 32;
export const KDF_OUTPUT_LENGTH = 32;

/**
 * Checked before any memory is allocated. Below the floor somebody weakened the header; above the ceiling it is a
 * bomb that would take the browser down. Both are refused.
 */
export function isAcceptableKdf({ memoryKib, iterations, parallelism }: KdfParameters): boolean {
  return (
    isWithin(memoryKib, 19 * 1024, 1024 * 1024) && isWithin(iterations, 2, 10) && isWithin(parallelism, 1, 16)
  );
}

/** NFKC, so that one passphrase typed on two keyboards gives one key; never trimmed, since a space may be meant. */
export function passphraseBytes(passphrase: string): Bytes {
  return encodeUtf8(passphrase.normalize('NFKC'));
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
