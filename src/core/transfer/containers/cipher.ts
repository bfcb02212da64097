import { cbc, ctr, gcm } from '@noble/ciphers/aes.js';
import { type Bytes, concatBytes } from '../../bytes/bytes.ts';
import { decodeUtf8 } from '../../bytes/utf8.ts';
import { err, ok, type Result } from '../../result.ts';

export interface SealedBytes {
  /** 16, 24 or 32 bytes. */
  readonly key: Bytes;
  /** 12 bytes. */
  readonly nonce: Bytes;
  readonly associatedData?: Bytes;
  /** The ciphertext with its tag of 16 bytes behind it. */
  readonly data: Bytes;
}

const GCM_NONCE_LENGTH = 12;
const GCM_TAG_LENGTH = 16;

/** AES-GCM (NIST SP 800-38D); undefined where the tag does not fit. */
export function openGcm({ key, nonce, associatedData, data }: SealedBytes): Bytes | undefined {
  if (nonce.length !== GCM_NONCE_LENGTH || data.length < GCM_TAG_LENGTH) return undefined;
  return attempt(() => gcm(key, nonce, associatedData).decrypt(data));
}

export function sealGcm({ key, nonce, associatedData, data }: SealedBytes): Bytes {
  return new Uint8Array(gcm(key, nonce, associatedData).encrypt(data));
}

/**
 * Text that the file has no other check of the passphrase for than its tag. A tag that does not fit says "another key
 * or damage"; which of them is told from the first bytes: under the right key they are JSON. Nothing else is done
 * with these unauthenticated bytes.
 */
export function openGcmJson(sealed: SealedBytes): Result<string, 'wrong-passphrase' | 'damaged'> {
  const opened = openGcm(sealed);
  const text = opened && decodeUtf8(opened);
  if (text !== undefined) return ok(text);
  return err(opened !== undefined || beginsLikeJson(sealed) ? 'damaged' : 'wrong-passphrase');
}

/** AES-CBC with the padding of PKCS #7; undefined where the padding does not fit. */
export function openCbc(key: Bytes, iv: Bytes, data: Bytes): Bytes | undefined {
  if (data.length === 0 || data.length % 16 !== 0) return undefined;
  return attempt(() => cbc(key, iv).decrypt(data));
}

/** One block of AES-CBC as it is, without looking for padding. */
export function openCbcBlock(key: Bytes, iv: Bytes, block: Bytes): Bytes | undefined {
  return attempt(() => cbc(key, iv, { disablePadding: true }).decrypt(block));
}

/** A wrong key gives sixteen printable bytes behind a bracket about once in 200 million tries. */
export function looksLikeJson(start: Uint8Array): boolean {
  const [first, ...rest] = start.subarray(0, 16);
  if (first !== 0x7b && first !== 0x5b) return false;
  return rest.every(
    (byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09,
  );
}

function beginsLikeJson({ key, nonce, data }: SealedBytes): boolean {
  if (nonce.length !== GCM_NONCE_LENGTH || data.length < 16) return false;
  // GCM counts from 2 for the data (SP 800-38D section 7.1, with a nonce of 96 bits).
  const counter = concatBytes(nonce, Uint8Array.of(0, 0, 0, 2));
  const start = attempt(() => ctr(key, counter).decrypt(data.subarray(0, 16)));
  return start !== undefined && looksLikeJson(start);
}

/** The ciphers throw plain errors for what they refuse. */
function attempt(open: () => Uint8Array): Bytes | undefined {
  try {
    return new Uint8Array(open());
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
