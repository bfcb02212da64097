// Reading a backup file: first what needs no key, then all of it or nothing.
import type { Bytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { err, ok, type Result } from '../result.ts';
import type { KdfParameters } from '../vault/keys/kdf-parameters.ts';
import type { Outside } from '../vault/outside.ts';
import type { SlotHeader } from '../vault/keys/slot.ts';
import { CHUNK_LENGTH, openChunk } from './backup-chunk.ts';
import type { BackupContent, BackupSource } from './backup-content.ts';
import type { BackupErrorCode } from './backup-error.ts';
import { type BackupHeader, decodeBackupHeader, isBackupHeaderAuthentic } from './backup-header.ts';
import { type BackupKeys, deriveBackupKeys } from './backup-keys.ts';
import { type BackupUnlock, openBackupSlot } from './backup-slots.ts';
import type { BackupWatch } from './backup-watch.ts';
import { ContentReader } from './content-reader.ts';
import { MAX_BACKUP_BYTES } from './seal-backup.ts';

/** One way to open the file; for a passphrase, what Argon2id needs. */
export interface BackupSlot {
  /** 32 hexadecimal digits. */
  readonly slotId: string;
  readonly kind: SlotHeader['kind'];
  readonly createdAt: number;
  readonly salt: Bytes;
  /** Within the accepted limits; null unless the kind is `passphrase`. */
  readonly kdf: KdfParameters | null;
}

export interface BackupDescription {
  /** 32 hexadecimal digits. */
  readonly fileId: string;
  readonly createdAt: number;
  readonly source: BackupSource;
  readonly slots: readonly BackupSlot[];
}

export interface OpenedBackup extends BackupDescription {
  readonly content: BackupContent;
}

export type OpenBackupResult =
  | { readonly ok: true; readonly value: OpenedBackup }
  | {
      readonly ok: false;
      readonly error: BackupErrorCode;
      /** Numbers (from 0) of the chunks that do not open, where the rest of the file is whole. */
      readonly damagedChunks: readonly number[];
      readonly chunkCount: number;
    };

/**
 * What the file says of itself before anything is derived. It is not authentic yet: enough to ask for a passphrase and
 * to derive within limits, not to be believed.
 */
export function readBackupSlots(
  file: Bytes,
): Result<BackupDescription, 'not-a-backup' | 'too-large' | 'damaged' | 'newer-format' | 'unacceptable-kdf'> {
  const read = readFile(file);
  return read.ok ? ok(describe(read.value.header)) : read;
}

/** The whole content, or none of it. Progress counts chunks. */
export async function openBackup(
  file: Bytes,
  unlock: BackupUnlock,
  outside: Pick<Outside, 'aead' | 'random'>,
  watch: BackupWatch = {},
): Promise<OpenBackupResult> {
  const read = readFile(file);
  if (!read.ok) return refused(read.error);
  const { header, bytes } = read.value;
  const fileKey = await openBackupSlot(header.slots, unlock, { fileId: header.fileId, outside });
  if (!fileKey.ok) return refused(fileKey.error);
  const keys = deriveBackupKeys(fileKey.value, header.fileId);
  fileKey.value.fill(0);
  if (!isBackupHeaderAuthentic(bytes, keys.headerMac)) return refused('damaged');
  return openContent(file.subarray(bytes.length), { header, keys }, outside, watch);
}

async function openContent(
  chunks: Bytes,
  { header, keys }: { readonly header: BackupHeader; readonly keys: BackupKeys },
  { aead }: Pick<Outside, 'aead'>,
  { signal, onProgress }: BackupWatch,
): Promise<OpenBackupResult> {
  const { chunkCount, fileId } = header;
  const reader = new ContentReader(chunkCount);
  const damagedChunks: number[] = [];
  for (let number = 0; number < chunkCount; number += 1) {
    if (signal?.aborted === true) return refused('cancelled');
    const data = chunks.slice(number * CHUNK_LENGTH, (number + 1) * CHUNK_LENGTH);
    const place = { contentKey: keys.content, fileId, number, isFinal: number === chunkCount - 1 };
    const plaintext = await openChunk(data, place, aead);
    if (plaintext === undefined) damagedChunks.push(number);
    // What follows a damaged chunk starts in the middle of an entry: it is looked at, not read.
    else if (damagedChunks.length === 0) reader.add(plaintext);
    onProgress?.(number + 1, chunkCount);
  }
  if (signal?.aborted === true) return refused('cancelled');
  if (damagedChunks.length > 0) return refused('damaged', damagedChunks, chunkCount);
  const content = reader.finish();
  return content.ok
    ? { ok: true, value: { ...describe(header), content: content.value } }
    : refused(content.error, [], chunkCount);
}

function readFile(file: Bytes): ReturnType<typeof decodeBackupHeader> | { ok: false; error: 'too-large' } {
  if (file.length > MAX_BACKUP_BYTES) return err('too-large');
  const read = decodeBackupHeader(file);
  if (!read.ok) return read;
  const { bytes, header } = read.value;
  // Cut short or grown: found without any key.
  return file.length === bytes.length + header.chunkCount * CHUNK_LENGTH ? read : err('damaged');
}

function describe({ fileId, createdAt, source, slots }: BackupHeader): BackupDescription {
  return {
    fileId: encodeHex(fileId),
    createdAt,
    source,
    slots: slots.map((slot) => ({
      slotId: encodeHex(slot.slotId),
      kind: slot.kind,
      createdAt: slot.createdAt,
      salt: slot.salt,
      kdf: slot.kdf,
    })),
  };
}

function refused(
  error: BackupErrorCode,
  damagedChunks: readonly number[] = [],
  chunkCount = 0,
): OpenBackupResult {
  return { ok: false, error, damagedChunks, chunkCount };
}
