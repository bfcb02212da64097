// The mirror: a second copy of the sealed envelopes in another engine. It is kept up without any key, so that a worker
// that was started again catches up while the vault is locked. Envelopes never change under their key: what is new is
// written first, then one of two headers, then what nobody needs any more goes.
import { ByteReader, TruncatedError } from '../../bytes/byte-reader.ts';
import { ByteWriter } from '../../bytes/byte-writer.ts';
import { type Bytes, concatBytes, equalBytes } from '../../bytes/bytes.ts';
import { decodeHeader } from '../header.ts';
import { hashOf } from '../keys/keys.ts';
import { newestKeys, parseStoreKey, seqOfRootKey, type StoreKey } from '../store.ts';

const MAGIC = 0x544c594d; // "TLYM"
const VERSION = 1;
const CHECKSUM_LENGTH = 32;

/** What a mirror header says in clear; its own checksum tells damage, nothing in it is believed under a key. */
export interface MirrorHeader {
  readonly vaultId: Bytes;
  readonly epoch: number;
  readonly headerSeq: number;
  /** Of the root that the mirrored state begins with. */
  readonly seq: number;
  /** Grows with every write of the mirror; of two whole headers the higher one counts. */
  readonly writeSeq: number;
  readonly recordCount: number;
  readonly writtenAt: number;
  /** The vault's own header, as in `head/A`. */
  readonly head: Bytes;
}

export function encodeMirrorHeader(header: MirrorHeader): Bytes {
  const fields = new ByteWriter()
    .u32(MAGIC)
    .u16(VERSION)
    .u16(VERSION)
    .bytes(header.vaultId)
    .u32(header.epoch)
    .u64(header.headerSeq)
    .u64(header.seq)
    .u64(header.writeSeq)
    .u32(header.recordCount)
    .u64(header.writtenAt)
    .u32(header.head.length)
    .bytes(header.head)
    .finish();
  return concatBytes(fields, hashOf(fields));
}

/** Undefined where it is damaged, is of a newer version, or holds a vault header that is not whole. */
export function decodeMirrorHeader(bytes: Bytes): MirrorHeader | undefined {
  const fields = bytes.slice(0, -CHECKSUM_LENGTH);
  if (!equalBytes(hashOf(fields), bytes.slice(-CHECKSUM_LENGTH))) return undefined;
  try {
    const reader = new ByteReader(fields);
    if (reader.u32() !== MAGIC) return undefined;
    reader.u16();
    if (reader.u16() > VERSION) return undefined;
    const names = { vaultId: reader.bytes(16), epoch: reader.u32(), headerSeq: reader.u64() };
    const counts = { seq: reader.u64(), writeSeq: reader.u64(), recordCount: reader.u32() };
    const rest = { writtenAt: reader.u64(), head: reader.bytes(reader.u32()) };
    const isWhole = reader.remaining === 0 && decodeHeader(rest.head).ok;
    return isWhole ? { ...names, ...counts, ...rest } : undefined;
  } catch (error) {
    if (error instanceof TruncatedError) return undefined;
    throw error;
  }
}

/** The better of the two headers, and where the next one goes: never over the better one. */
export function bestMirrorHeader(stored: readonly (Bytes | undefined)[]): {
  readonly header: MirrorHeader | undefined;
  readonly nextSlot: 0 | 1;
} {
  const [first, second] = stored.map((bytes) => bytes && decodeMirrorHeader(bytes));
  if (first !== undefined && (second === undefined || first.writeSeq > second.writeSeq)) {
    return { header: first, nextSlot: 1 };
  }
  return { header: second, nextSlot: 0 };
}

export interface MirrorQuestion {
  /** The keys in the database. */
  readonly databaseKeys: readonly StoreKey[];
  /** The better head of the database. */
  readonly head: Bytes;
  readonly mirror: MirrorHeader | undefined;
  readonly mirrorKeys: readonly StoreKey[];
  /** The records that the unlocked vault remembers as removed; none while it is locked. */
  readonly removedIds: ReadonlySet<string>;
}

export type MirrorHold = 'other-vault' | 'older' | 'emptier' | 'no-root';

export type MirrorPlan =
  | { readonly do: 'nothing' }
  /** The database is not a successor of what the mirror has: the mirror is not touched before the user decides. */
  | { readonly do: 'hold'; readonly reason: MirrorHold }
  | {
      readonly do: 'write';
      readonly puts: readonly StoreKey[];
      readonly removes: readonly StoreKey[];
      readonly header: Omit<MirrorHeader, 'writtenAt'>;
    };

/** What to write so that the mirror holds the database's current state. Needs no key. */
export function planMirror(question: MirrorQuestion): MirrorPlan {
  const wanted = newestKeys(question.databaseKeys);
  const seq = seqIn(wanted);
  const decoded = decodeHeader(question.head);
  if (seq === undefined || !decoded.ok) return { do: 'hold', reason: 'no-root' };
  const { vaultId, epoch, headerSeq } = decoded.header;
  const recordCount = countRecords(wanted);
  const next = { vaultId, epoch, headerSeq, seq, recordCount, head: question.head };
  const lostIds = idsOnlyIn(question.mirrorKeys, question.databaseKeys, question.removedIds);
  const hold = reasonToHold(next, question.mirror, lostIds.size > 0);
  if (hold !== undefined) return { do: 'hold', reason: hold };
  const present = new Set(question.mirrorKeys);
  const needed = new Set(wanted);
  const puts = wanted.filter((key) => !present.has(key));
  // A record that went without a tombstone may be a loss: its copy stays until the unlocked vault says what became of it.
  const removes = question.mirrorKeys.filter((key) => !needed.has(key) && !lostIds.has(idIn(key)));
  const { mirror } = question;
  const isHeaderCurrent = mirror?.seq === seq && mirror.headerSeq === headerSeq && mirror.epoch === epoch;
  if (isHeaderCurrent && puts.length === 0 && removes.length === 0) return { do: 'nothing' };
  return { do: 'write', puts, removes, header: { ...next, writeSeq: (mirror?.writeSeq ?? 0) + 1 } };
}

type Next = Pick<MirrorHeader, 'vaultId' | 'epoch' | 'seq' | 'headerSeq' | 'recordCount'>;

function reasonToHold(
  next: Next,
  mirror: MirrorHeader | undefined,
  hasLost: boolean,
): Exclude<MirrorHold, 'no-root'> | undefined {
  if (mirror === undefined) return undefined;
  if (!equalBytes(next.vaultId, mirror.vaultId)) return 'other-vault';
  const isSameKey = next.epoch === mirror.epoch;
  const isSetBack = next.seq < mirror.seq || next.headerSeq < mirror.headerSeq;
  if (next.epoch < mirror.epoch || (isSameKey && isSetBack)) return 'older';
  return hasLost && isFarEmptier(next, mirror) ? 'emptier' : undefined;
}

/** The records of the mirror of which the database has no version at all, and which nobody removed. */
function idsOnlyIn(
  mirrorKeys: readonly StoreKey[],
  databaseKeys: readonly StoreKey[],
  removedIds: ReadonlySet<string>,
): ReadonlySet<string> {
  const stored = new Set(databaseKeys);
  const unstored = mirrorKeys.filter((key) => key.startsWith('record/') && !stored.has(key));
  // Nearly always: the database keeps the versions before, and ten thousand keys need not be taken apart at each change.
  if (unstored.length === 0) return new Set();
  const present = new Set(databaseKeys.map(idIn));
  return new Set(unstored.map(idIn).filter((id) => !present.has(id) && !removedIds.has(id)));
}

function idIn(key: StoreKey): string {
  return parseStoreKey(key)?.id ?? '';
}

/** All gone, or more than half and more than a slip. */
export function isFarEmptier(
  next: Pick<MirrorHeader, 'recordCount'>,
  before: Pick<MirrorHeader, 'recordCount'>,
): boolean {
  const lost = before.recordCount - next.recordCount;
  return next.recordCount * 2 < before.recordCount && (next.recordCount === 0 || lost >= 3);
}

function seqIn(keys: readonly StoreKey[]): number | undefined {
  const root = keys.find((key) => key.startsWith('root/'));
  return root === undefined ? undefined : seqOfRootKey(root);
}

function countRecords(keys: readonly StoreKey[]): number {
  return keys.filter((key) => key.startsWith('record/')).length;
}
