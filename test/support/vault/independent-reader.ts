// Reads a vault with nothing but docs/vault-format.md and node:crypto: no line of the product is used here, so that the
// document is known to be complete and the format to be what it says. The numbers of its sections stand at each step.
import { createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export interface ReadVault {
  readonly seq: number;
  readonly vaultKey: string;
  readonly accounts: readonly { id: string; deletedAt: number | null; account: unknown; secret: string }[];
  readonly tombstones: readonly string[];
  /** Missing where the vault has none. */
  readonly passkeys?: readonly {
    id: string;
    deletedAt: number | null;
    passkey: unknown;
    privateKey: string;
    prfSecret: string;
  }[];
  /** Missing where the vault has none. */
  readonly sheets?: readonly {
    id: string;
    deletedAt: number | null;
    sheet: unknown;
    codes: readonly string[];
  }[];
}

/** `values`: store key -> bytes. `slotSecret`: of a slot of this kind, as section 2 makes it. */
export function readVault(
  values: ReadonlyMap<string, Buffer>,
  slotSecret: Buffer,
  slotKind: 1 | 2 | 3 = 1,
): ReadVault {
  const head = need(values, 'head/A');
  const { vaultId, epoch, slots, fields, mac } = readHeader(head);
  const slot = slots.find(({ kind }) => kind === slotKind);
  if (slot === undefined) throw new Error('no slot of this kind');
  const vaultKey = unwrap(slot, slotSecret, vaultId, epoch);
  // Section 5: what was read before the key was known is believed only now.
  const purpose = (name: string) => hkdf(vaultKey, vaultId, Buffer.from(`tallystick/1/${name}/${epoch}`), 32);
  same(mac, createHmac('sha256', purpose('header-mac')).update(fields).digest(), 'header MAC');
  const vault: OpenVault = { values, vaultId, epoch };

  const rootKeyName = [...values.keys()]
    .filter((key) => key.startsWith('root/'))
    .reduce((a, b) => (a > b ? a : b));
  const seq = Number.parseInt(rootKeyName.slice(5), 16);
  const root = JSON.parse(
    openEnvelope(vault, rootKeyName, { kind: 2, key: purpose('root') }).toString(),
  ) as Root;
  const shards = root.shards.map(({ id, version, hash }) => {
    const name = `shard/${id}/${hex16(version)}`;
    same(sha256(need(values, name)), Buffer.from(hash, 'hex'), name);
    // Section 9: the schema version says what the shard lists.
    const schemaVersion = need(values, name).readUInt16BE(6);
    const plaintext = openEnvelope(vault, name, { kind: 3, key: purpose('shard'), schemaVersion });
    const shard = JSON.parse(plaintext.toString()) as Shard;
    const expected = shard.passkeys === undefined ? (shard.sheets === undefined ? 1 : 2) : 3;
    if (schemaVersion !== expected) throw new Error('a shard of another schema version');
    return shard;
  });
  const open = ({ id, version, hash }: Entry, recordType: number): { json: unknown; secret: Buffer } => {
    const name = `record/${id}/${hex16(version)}`;
    same(sha256(need(values, name)), Buffer.from(hash, 'hex'), name);
    return readRecord(openEnvelope(vault, name, { kind: 1, key: purpose('record'), recordType }));
  };
  const accounts = shards.flatMap(({ entries }) =>
    entries.map((entry) => {
      const { json, secret } = open(entry, 1);
      return { id: entry.id, deletedAt: entry.deletedAt, account: json, secret: secret.toString('hex') };
    }),
  );
  const passkeys = shards.flatMap(({ passkeys: listed = [] }) =>
    listed.map((entry) => {
      const { json, secret } = open(entry, 3);
      if (JSON.stringify(entry.passkey) !== JSON.stringify(json))
        throw new Error('a passkey listed as another');
      return { id: entry.id, deletedAt: entry.deletedAt, passkey: json, ...readKeys(secret) };
    }),
  );
  const sheets = shards.flatMap(({ sheets: listed = [] }) =>
    listed.map((entry) => {
      const { json, secret: codes } = open(entry, 2);
      return { id: entry.id, deletedAt: entry.deletedAt, sheet: json, codes: readCodes(codes) };
    }),
  );
  const tombstones = shards.flatMap((shard) => shard.tombstones.map(({ id }) => id));
  return {
    seq,
    vaultKey: vaultKey.toString('hex'),
    accounts,
    tombstones,
    ...(passkeys.length === 0 ? {} : { passkeys }),
    ...(sheets.length === 0 ? {} : { sheets }),
  };
}

interface Root {
  readonly shards: readonly { id: string; version: number; hash: string }[];
}
interface Entry {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly deletedAt: number | null;
}
interface Shard {
  readonly entries: readonly Entry[];
  readonly sheets?: readonly Entry[];
  readonly passkeys?: readonly (Entry & { readonly passkey: unknown })[];
  readonly tombstones: readonly { id: string }[];
}
interface OpenVault {
  readonly values: ReadonlyMap<string, Buffer>;
  readonly vaultId: Buffer;
  readonly epoch: number;
}
interface ReadSlot {
  readonly kind: number;
  readonly header: Buffer;
  readonly check: Buffer;
  readonly nonce: Buffer;
  readonly wrapped: Buffer;
}

/** Section 3. */
function readHeader(head: Buffer) {
  same(sha256(head.subarray(0, -32)), head.subarray(-32), 'header checksum');
  if (head.toString('latin1', 0, 4) !== 'TLYH' || head.readUInt16BE(6) > 1)
    throw new Error('no header of ours');
  const count = head.readUInt16BE(44);
  let offset = 46;
  const slots = Array.from({ length: count }, () => {
    const length = head.readUInt16BE(offset);
    const slot = readSlot(head.subarray(offset + 2, offset + 2 + length));
    offset += 2 + length;
    return slot;
  });
  if (offset !== head.length - 64) throw new Error('bytes left over in the header');
  const fields = head.subarray(0, -64);
  return {
    vaultId: head.subarray(8, 24),
    epoch: head.readUInt32BE(24),
    slots,
    fields,
    mac: head.subarray(-64, -32),
  };
}

/** Section 4. */
function readSlot(slot: Buffer): ReadSlot {
  same(sha256(slot.subarray(0, -32)), slot.subarray(-32), 'slot checksum');
  const afterLabel = 26 + slot.readUInt8(25);
  const parametersAt = afterLabel + 12 + 32;
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

function unwrap(slot: ReadSlot, secret: Buffer, vaultId: Buffer, epoch: number): Buffer {
  const both = hkdf(secret, vaultId, Buffer.concat([Buffer.from('tallystick/1/slot'), slot.header]), 64);
  same(both.subarray(32), slot.check, 'check value: wrong passphrase');
  const associatedData = Buffer.concat([Buffer.from('tallystick/1/wrap'), vaultId, u32(epoch), slot.header]);
  return decrypt(both.subarray(0, 32), slot.nonce, associatedData, slot.wrapped);
}

/** Sections 6 and 7. */
function openEnvelope(
  { values, vaultId, epoch }: OpenVault,
  name: string,
  {
    kind,
    key,
    recordType = 0,
    schemaVersion = 1,
  }: { kind: number; key: Buffer; recordType?: number; schemaVersion?: number },
): Buffer {
  const envelope = need(values, name);
  const parts = name.split('/');
  const version = parts.at(-1) ?? '';
  const id = kind === 2 ? '0'.repeat(32) : (parts[1] ?? '');
  const expected = Buffer.concat([
    Buffer.from('TLY1'),
    Buffer.from([kind, recordType, 0, schemaVersion]),
    vaultId,
    u32(epoch),
    Buffer.from(id, 'hex'),
    Buffer.from(version, 'hex'),
  ]);
  const fields = envelope.subarray(0, 52);
  same(fields, expected, `header of ${name}`);
  const info = Buffer.concat([Buffer.from('tallystick/1/envelope'), fields]);
  const once = hkdf(key, envelope.subarray(52, 84), info, 44);
  const padded = decrypt(
    once.subarray(0, 32),
    once.subarray(32),
    envelope.subarray(0, 84),
    envelope.subarray(84),
  );
  const length = padded.readUInt32BE(0);
  const zeros = padded.subarray(4 + length);
  if (padded.length % 128 !== 0 || zeros.length >= 128 || zeros.some((byte) => byte !== 0))
    throw new Error('padding');
  return padded.subarray(4, 4 + length);
}

/** Section 8. */
function readRecord(record: Buffer): { json: unknown; secret: Buffer } {
  const length = record.readUInt32BE(0);
  const secretLength = record.readUInt16BE(4 + length);
  const secret = record.subarray(6 + length);
  if (secret.length !== secretLength) throw new Error('a record of another length');
  return { json: JSON.parse(record.subarray(4, 4 + length).toString()) as unknown, secret };
}

/** Section 8, of a passkey: both secrets after their lengths. */
function readKeys(secret: Buffer): { privateKey: string; prfSecret: string } {
  const privateLength = secret.readUInt16BE(0);
  const prfSecret = secret.subarray(4 + privateLength);
  if (secret.readUInt16BE(2 + privateLength) !== 32 || prfSecret.length !== 32)
    throw new Error('no PRF secret');
  return {
    privateKey: secret.subarray(2, 2 + privateLength).toString('hex'),
    prfSecret: prfSecret.toString('hex'),
  };
}

/** Section 8, of a sheet: each code after its length. */
function readCodes(secret: Buffer): readonly string[] {
  const codes: string[] = [];
  for (let at = 0; at < secret.length; ) {
    const length = secret.readUInt16BE(at);
    if (at + 2 + length > secret.length) throw new Error('a code that is cut off');
    codes.push(secret.toString('utf8', at + 2, at + 2 + length));
    at += 2 + length;
  }
  return codes;
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

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function hex16(value: number): string {
  return value.toString(16).padStart(16, '0');
}

function need(values: ReadonlyMap<string, Buffer>, key: string): Buffer {
  const value = values.get(key);
  if (value === undefined) throw new Error(`${key} is missing`);
  return value;
}

function same(a: Buffer, b: Buffer, what: string): void {
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw new Error(`${what} differs`);
}
