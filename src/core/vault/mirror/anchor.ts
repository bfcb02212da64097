// The anchor: the latest state that this browser has seen, kept apart from the database and MACed under the vault key.
// An index that is older than its anchor was set back, whoever did it.
import { ByteReader, TruncatedError } from '../../bytes/byte-reader.ts';
import { ByteWriter } from '../../bytes/byte-writer.ts';
import { type Bytes, concatBytes, equalBytes } from '../../bytes/bytes.ts';
import { isMacOf, MAC_LENGTH, macOf, type VaultKeys } from '../keys/keys.ts';

const MAGIC = 0x544c5941; // "TLYA"
const VERSION = 1;

export interface Anchor {
  readonly seq: number;
  /** SHA-256 of the root's envelope. */
  readonly rootHash: Bytes;
}

export function encodeAnchor({ seq, rootHash }: Anchor, keys: VaultKeys): Bytes {
  const fields = new ByteWriter()
    .u32(MAGIC)
    .u16(VERSION)
    .bytes(keys.vaultId)
    .u32(keys.epoch)
    .u64(seq)
    .bytes(rootHash)
    .finish();
  return concatBytes(fields, macOf(keys.anchorMac, fields));
}

/** Undefined for an anchor of another vault or epoch, or one that was not made under this key: it then says nothing. */
export function decodeAnchor(bytes: Bytes, keys: VaultKeys): Anchor | undefined {
  const fields = bytes.slice(0, -MAC_LENGTH);
  if (!isMacOf(bytes.slice(-MAC_LENGTH), keys.anchorMac, fields)) return undefined;
  try {
    const reader = new ByteReader(fields);
    const isOurs = reader.u32() === MAGIC && reader.u16() === VERSION;
    const isSameVault = equalBytes(reader.bytes(16), keys.vaultId) && reader.u32() === keys.epoch;
    const anchor = { seq: reader.u64(), rootHash: reader.bytes(32) };
    return isOurs && isSameVault && reader.remaining === 0 ? anchor : undefined;
  } catch (error) {
    if (error instanceof TruncatedError) return undefined;
    throw error;
  }
}
