// Reads a backup file with nothing but docs/backup-format.md, docs/vault-format.md and node:crypto: no line of the product
// is used here, so that the documents are known to be complete and the format to be what they say.
import { createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export interface ReadBackup {
  readonly fileId: string;
  readonly createdAt: number;
  readonly vaultId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly anchor: string;
  readonly fileKey: string;
  readonly records: readonly ReadRecord[];
  readonly tombstones: readonly { readonly id: string; readonly removedAt: number }[];
}

interface ReadRecord {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: number;
  readonly deletedAt: number | null;
  readonly account: unknown;
  readonly secret: string;
}

interface ReadSlot {
  readonly kind: number;
  readonly header: Buffer;
  readonly check: Buffer;
  readonly nonce: Buffer;
  readonly wrapped: Buffer;
}

const CHUNK = 32_784;

/** `secret`: what section 3 says for a slot of `kind`. */
export function readBackup(file: Buffer, kind: 1 | 2, secret: Buffer): ReadBackup {
  const header = readHeader(file);
  const { fileId, chunkCount } = header;
  const slot = header.slots.find((candidate) => candidate.kind === kind);
  if (slot === undefined) throw new Error(`no slot of kind ${kind}`);
  const fileKey = unwrap(slot, secret, fileId);
  const purpose = (name: string) => hkdf(fileKey, fileId, Buffer.from(`tallystick/1/backup/${name}`), 32);
  same(header.mac, createHmac('sha256', purpose('header-mac')).update(header.fields).digest(), 'header MAC');
  const chunks = Array.from({ length: chunkCount }, (_, number) => {
    const start = header.length + number * CHUNK;
    const place = { fileId, number, isFinal: number === chunkCount - 1 };
    return openChunk(file.subarray(start, start + CHUNK), place, purpose('content'));
  });
  return {
    fileId: fileId.toString('hex'),
    createdAt: header.createdAt,
    vaultId: header.vaultId.toString('hex'),
    epoch: header.epoch,
    seq: header.seq,
    anchor: header.anchor.toString('hex'),
    fileKey: fileKey.toString('hex'),
    ...readEntries(Buffer.concat(chunks), (chunkCount - 1) * 32_768),
  };
}

/** Section 2. */
function readHeader(file: Buffer) {
  if (file.length > 67_108_864 || file.toString('latin1', 0, 4) !== 'TLYB')
    throw new Error('no backup of ours');
  const length = file.readUInt32BE(8);
  if (length > 65_536 || length > file.length) throw new Error('header length');
  const header = file.subarray(0, length);
  same(sha256(header.subarray(0, -32)), header.subarray(-32), 'header checksum');
  if (header.readUInt16BE(6) !== 1 || header.readUInt16BE(4) < 1) throw new Error('a newer format');
  const chunkCount = header.readUInt32BE(64);
  if (file.length !== length + chunkCount * CHUNK) throw new Error('a file of another length');
  const afterAnchor = 70 + header.readUInt16BE(68);
  const slots = readSlots(header, afterAnchor);
  return {
    length,
    fileId: header.subarray(12, 28),
    createdAt: u64(header, 28),
    vaultId: header.subarray(36, 52),
    epoch: header.readUInt32BE(52),
    seq: u64(header, 56),
    chunkCount,
    anchor: header.subarray(70, afterAnchor),
    slots,
    fields: header.subarray(0, -64),
    mac: header.subarray(-64, -32),
  };
}

function readSlots(header: Buffer, at: number): readonly ReadSlot[] {
  let offset = at + 2;
  const slots = Array.from({ length: header.readUInt16BE(at) }, () => {
    const length = header.readUInt16BE(offset);
    const slot = readSlot(header.subarray(offset + 2, offset + 2 + length));
    offset += 2 + length;
    return slot;
  });
  if (offset !== header.length - 64) throw new Error('bytes left over in the header');
  return slots;
}

/** Section 4 of vault-format.md. */
function readSlot(slot: Buffer): ReadSlot {
  same(sha256(slot.subarray(0, -32)), slot.subarray(-32), 'slot checksum');
  const parametersAt = 26 + slot.readUInt8(25) + 12 + 32;
  const end = parametersAt + 2 + slot.readUInt16BE(parametersAt);
  if (slot.length !== end + 32 + 12 + 48 + 32) throw new Error('a slot of another length');
  return {
    kind: slot.readUInt8(0),
    header: slot.subarray(0, end),
    check: slot.subarray(end, end + 32),
    nonce: slot.subarray(end + 32, end + 44),
    wrapped: slot.subarray(end + 44, end + 92),
  };
}

/** Section 3. */
function unwrap(slot: ReadSlot, secret: Buffer, fileId: Buffer): Buffer {
  const both = hkdf(secret, fileId, Buffer.concat([Buffer.from('tallystick/1/slot'), slot.header]), 64);
  same(both.subarray(32), slot.check, 'check value: wrong secret');
  const associatedData = Buffer.concat([
    Buffer.from('tallystick/1/wrap'),
    fileId,
    Buffer.alloc(4),
    slot.header,
  ]);
  return decrypt(both.subarray(0, 32), slot.nonce, associatedData, slot.wrapped);
}

/** Section 4. */
function openChunk(
  chunk: Buffer,
  {
    fileId,
    number,
    isFinal,
  }: { readonly fileId: Buffer; readonly number: number; readonly isFinal: boolean },
  contentKey: Buffer,
): Buffer {
  const numberAndFlag = Buffer.alloc(5);
  numberAndFlag.writeUInt32BE(number);
  numberAndFlag.writeUInt8(isFinal ? 1 : 0, 4);
  const place = Buffer.concat([Buffer.from('tallystick/1/backup-chunk'), fileId, numberAndFlag]);
  const once = hkdf(contentKey, fileId, place, 44);
  return decrypt(once.subarray(0, 32), once.subarray(32), place, chunk);
}

/** Section 5. */
function readEntries(content: Buffer, lastChunkAt: number) {
  const records: ReadRecord[] = [];
  const tombstones: { id: string; removedAt: number }[] = [];
  let offset = 0;
  for (;;) {
    const kind = content.readUInt8(offset);
    const body = content.subarray(offset + 5, offset + 5 + content.readUInt32BE(offset + 1));
    offset += 5 + body.length;
    if (kind === 1) records.push(readRecord(body));
    else if (kind === 2) tombstones.push({ id: body.toString('hex', 0, 16), removedAt: u64(body, 16) });
    else if (kind === 255) {
      if (body.readUInt32BE(0) !== records.length || body.readUInt32BE(4) !== tombstones.length)
        throw new Error('other counts');
      break;
    } else throw new Error(`entry of kind ${kind}`);
  }
  if (offset <= lastChunkAt || content.subarray(offset).some((byte) => byte !== 0))
    throw new Error('padding');
  return { records, tombstones };
}

function readRecord(body: Buffer): ReadRecord {
  if (body.readUInt8(0) !== 1 || body.readUInt16BE(1) !== 1) throw new Error('a record of another type');
  const flag = body.readUInt8(35);
  if (flag > 1) throw new Error('an unknown flag');
  // Section 8 of vault-format.md.
  const record = body.subarray(44);
  const length = record.readUInt32BE(0);
  const secret = record.subarray(6 + length);
  if (secret.length !== record.readUInt16BE(4 + length)) throw new Error('a record of another length');
  return {
    id: body.toString('hex', 3, 19),
    version: u64(body, 19),
    updatedAt: u64(body, 27),
    deletedAt: flag === 1 ? u64(body, 36) : null,
    account: JSON.parse(record.subarray(4, 4 + length).toString()) as unknown,
    secret: secret.toString('hex'),
  };
}

function decrypt(key: Buffer, nonce: Buffer, associatedData: Buffer, data: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(associatedData);
  decipher.setAuthTag(data.subarray(-16));
  return Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()]);
}

function hkdf(secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function u64(bytes: Buffer, offset: number): number {
  return Number(bytes.readBigUInt64BE(offset));
}

function same(a: Buffer, b: Buffer, what: string): void {
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw new Error(`${what} differs`);
}
