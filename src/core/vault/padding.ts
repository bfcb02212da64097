import { ByteReader, TruncatedError } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import type { Bytes } from '../bytes/bytes.ts';

const BUCKET = 128;
const LENGTH_FIELD = 4;

/** Length, content, zeros up to a multiple of 128 bytes: the size of a secret does not show in its ciphertext. */
export function addPadding(content: Bytes): Bytes {
  const filled = Math.ceil((LENGTH_FIELD + content.length) / BUCKET) * BUCKET;
  const zeros = new Uint8Array(filled - LENGTH_FIELD - content.length);
  return new ByteWriter().u32(content.length).bytes(content).bytes(zeros).finish();
}

/** The content, or undefined where the length or the zeros are not what `addPadding` writes. */
export function removePadding(padded: Bytes): Bytes | undefined {
  if (padded.length === 0 || padded.length % BUCKET !== 0) return undefined;
  try {
    const reader = new ByteReader(padded);
    const content = reader.bytes(reader.u32());
    const zeros = reader.bytes(reader.remaining);
    return zeros.length < BUCKET && zeros.every((byte) => byte === 0) ? content : undefined;
  } catch (error) {
    if (error instanceof TruncatedError) return undefined;
    throw error;
  }
}
