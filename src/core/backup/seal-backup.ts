// Making a backup file. It has a key of its own: the vault key is never in it, so that an old file does not expose the
// living vault. docs/backup-format.md draws it byte by byte.
import { type Bytes, concatBytes } from '../bytes/bytes.ts';
import { err, ok, type Result } from '../result.ts';
import type { Outside } from '../vault/outside.ts';
import type { Slot } from '../vault/keys/slot.ts';
import { CHUNK_LENGTH, sealChunk } from './backup-chunk.ts';
import type { BackupContent, BackupSource } from './backup-content.ts';
import { encodeBackupHeader } from './backup-header.ts';
import { type BackupKeys, deriveBackupKeys, FILE_KEY_LENGTH } from './backup-keys.ts';
import { type NewBackupSlot, sealBackupSlot } from './backup-slots.ts';
import type { BackupWatch } from './backup-watch.ts';
import { MAX_ENTRIES, writeContent } from './content-writer.ts';
import { freshRandom } from './fresh-random.ts';

/** Checked before a file is read into memory, too. */
export const MAX_BACKUP_BYTES: number = 64 * 1024 * 1024;

export interface BackupRequest {
  readonly source: BackupSource;
  readonly content: BackupContent;
  /** At least one. */
  readonly slots: readonly NewBackupSlot[];
}

export type SealBackupError = 'too-large' | 'cancelled';

/**
 * The bytes of a new backup file. Progress counts records and tombstones. Throws RangeError for what `openBackup` would
 * refuse (an id that occurs twice, no slot, a weak Argon2id) and where the random source fails.
 */
export async function sealBackup(
  { source, content, slots }: BackupRequest,
  outside: Outside,
  watch: BackupWatch = {},
): Promise<Result<Bytes, SealBackupError>> {
  if (content.records.length + content.tombstones.length > MAX_ENTRIES) return err('too-large');
  const fileId = freshRandom(outside.random, 16);
  const fileKey = freshRandom(outside.random, FILE_KEY_LENGTH);
  const createdAt = outside.clock.now();
  const keys = deriveBackupKeys(fileKey, fileId);
  const sealedSlots: Slot[] = [];
  for (const slot of slots) {
    sealedSlots.push(await sealBackupSlot(fileKey, slot, createdAt, { fileId, outside }));
  }
  fileKey.fill(0);
  // Once with one chunk: what the header refuses shows before the work is done.
  const headerFor = (chunkCount: number) =>
    encodeBackupHeader({ fileId, createdAt, source, chunkCount, slots: sealedSlots }, keys.headerMac);
  const room = MAX_BACKUP_BYTES - headerFor(1).length;
  const chunks = await sealChunks(content, { fileId, keys, room }, outside, watch);
  return chunks.ok ? ok(concatBytes(headerFor(chunks.value.length), ...chunks.value)) : chunks;
}

async function sealChunks(
  content: BackupContent,
  { fileId, keys, room }: { readonly fileId: Bytes; readonly keys: BackupKeys; readonly room: number },
  { aead }: Outside,
  { signal, onProgress }: BackupWatch,
): Promise<Result<readonly Bytes[], SealBackupError>> {
  const total = content.records.length + content.tombstones.length;
  const sealed: Bytes[] = [];
  for (const { content: plaintext, isFinal, entriesDone } of writeContent(content)) {
    if (signal?.aborted === true) return err('cancelled');
    if ((sealed.length + 1) * CHUNK_LENGTH > room) return err('too-large');
    const place = { contentKey: keys.content, fileId, number: sealed.length, isFinal };
    sealed.push(await sealChunk(plaintext, place, aead));
    plaintext.fill(0);
    onProgress?.(entriesDone, total);
  }
  return signal?.aborted === true ? err('cancelled') : ok(sealed);
}
