// One sealed piece of a backup's content. It opens only as the chunk with that number of that file, and only as the
// last one if it was sealed as the last: chunks cannot be swapped, dropped, repeated or appended.
import { ByteWriter } from '../bytes/byte-writer.ts';
import type { Bytes } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { hkdfSha256 } from '../vault/keys/keys.ts';
import type { Aead } from '../vault/outside.ts';

/** Every chunk has this much content, so that a file's length tells the number of accounts only roughly. */
export const CHUNK_CONTENT_LENGTH: number = 32 * 1024;
const TAG_LENGTH = 16;
export const CHUNK_LENGTH: number = CHUNK_CONTENT_LENGTH + TAG_LENGTH;

export interface ChunkPlace {
  readonly contentKey: Bytes;
  readonly fileId: Bytes;
  /** From 0. */
  readonly number: number;
  readonly isFinal: boolean;
}

export function sealChunk(content: Bytes, place: ChunkPlace, aead: Aead): Promise<Bytes> {
  return aead.seal({ ...keyFor(place), data: content });
}

/** Undefined where the bytes are not the chunk of that place. */
export function openChunk(data: Bytes, place: ChunkPlace, aead: Aead): Promise<Bytes | undefined> {
  return aead.open({ ...keyFor(place), data });
}

function keyFor({ contentKey, fileId, number, isFinal }: ChunkPlace): {
  readonly key: Bytes;
  readonly nonce: Bytes;
  readonly associatedData: Bytes;
} {
  const associatedData = new ByteWriter()
    .bytes(encodeUtf8('tallystick/1/backup-chunk'))
    .bytes(fileId)
    .u32(number)
    .u8(isFinal ? 1 : 0)
    .finish();
  const both = hkdfSha256(contentKey, fileId, associatedData, 44);
  return { key: both.slice(0, 32), nonce: both.slice(32), associatedData };
}
