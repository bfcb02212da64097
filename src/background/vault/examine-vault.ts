// Once the key is known: does the index verify, and what do mirror and anchor say about its age?
import { encodeHex } from '../../core/bytes/hex.ts';
import { decodeAnchor } from '../../core/vault/mirror/anchor.ts';
import { recordsOf } from '../../core/vault/records/history.ts';
import type { VaultKeys } from '../../core/vault/keys/keys.ts';
import { isFarEmptier, type MirrorHeader } from '../../core/vault/mirror/mirror.ts';
import { type MirrorMedium, MirrorStore } from '../../core/vault/mirror/mirror-store.ts';
import type { Outside } from '../../core/vault/outside.ts';
import { openRoot } from '../../core/vault/seal-index.ts';
import {
  decideRun,
  type MirrorIndexAnswer,
  type RunDecision,
  type UnlockedAnswers,
} from '../../core/vault/start-up.ts';
import { parseStoreKey, rootKey, StoreError, type VaultStore } from '../../core/vault/store.ts';
import { Vault, VaultError } from '../../core/vault/vault.ts';
import type { IndexState } from '../../core/vault/commit.ts';
import type { Bytes } from '../../core/bytes/bytes.ts';

export interface AnchorStore {
  read(): Promise<Bytes | undefined>;
  write(anchor: Bytes): Promise<void>;
  delete(): Promise<void>;
}

export interface Examined {
  readonly decision: RunDecision;
  readonly answers: UnlockedAnswers;
  /** The database's index; undefined where it does not verify. */
  readonly state: IndexState | undefined;
  /** The anchor, authentic under the vault key, names this very state. */
  readonly isAnchored: boolean;
  /** The highest state that anything here names: what the user keeps must count above it. */
  readonly highestSeq: number;
}

export interface ExaminationParts {
  readonly mirror: MirrorMedium;
  readonly anchor: AnchorStore;
  readonly outside: Outside;
}

/** `store` is undefined where the database is not to be asked: it does not open, or the user chose the copy. */
export async function examineVault(
  keys: VaultKeys,
  store: VaultStore | undefined,
  mirrorHeader: MirrorHeader | undefined,
  { mirror, anchor, outside }: ExaminationParts,
): Promise<Examined> {
  // Somebody waits for their codes: what does not need another's answer is asked at once.
  const [state, anchored, copySeq] = await Promise.all([
    store && stateOf(keys, store, outside),
    anchorSeq(keys, anchor),
    isOurs(mirrorHeader, keys) ? copyRootSeq(keys, mirrorHeader, { mirror, outside }) : undefined,
  ]);
  const seq = state?.root.seq;
  const isBehind = copySeq !== undefined && copySeq > (seq ?? 0);
  const mirrorSeq = isBehind ? await wholeSeq(keys, new MirrorStore(mirror), outside) : copySeq;
  const answers: UnlockedAnswers = {
    index: state === undefined ? 'fails' : 'verifies',
    mirror: compare(mirrorSeq, seq),
    mirrorFarFuller: mirrorSeq !== undefined && (await isFarFuller(state, mirrorHeader, mirror)),
    olderThanAnchor: seq !== undefined && anchored > seq,
  };
  const highestSeq = Math.max(seq ?? 0, mirrorSeq ?? 0, anchored);
  return { decision: decideRun(answers), answers, state, isAnchored: anchored === seq, highestSeq };
}

/** The ids that the mirror has and the index neither lists nor remembers as removed. */
async function unexplainedIds(
  state: IndexState,
  mirror: Pick<MirrorMedium, 'keys'>,
): Promise<readonly string[]> {
  const known = new Set(recordsOf(state).map(({ id }) => id));
  for (const { tombstones } of state.shards.values()) for (const { id } of tombstones) known.add(id);
  const parsed = (await mirror.keys()).map(parseStoreKey);
  const ids = parsed.flatMap((key) => (key?.kind === 'record' ? [key.id] : []));
  return [...new Set(ids)].filter((id) => !known.has(id));
}

/** The records that the unlocked vault remembers as removed; none while it is locked or damaged. */
export async function removedIds(vaults: {
  glance<Value>(work: (vault: Vault) => Promise<Value>): Promise<Value>;
}): Promise<ReadonlySet<string>> {
  try {
    const { shards } = await vaults.glance((vault) => vault.state());
    return new Set([...shards.values()].flatMap(({ tombstones }) => tombstones.map(({ id }) => id)));
  } catch {
    return new Set();
  }
}

async function stateOf(
  keys: VaultKeys,
  store: VaultStore,
  outside: Outside,
): Promise<IndexState | undefined> {
  try {
    return await new Vault(keys, store, outside).state();
  } catch (error) {
    if (error instanceof VaultError || error instanceof StoreError) return undefined;
    throw error;
  }
}

async function wholeSeq(keys: VaultKeys, copy: MirrorStore, outside: Outside): Promise<number | undefined> {
  return (await stateOf(keys, copy, outside))?.root.seq;
}

/** 0 where there is no anchor, or none that was made under this key: then it says nothing. */
export async function anchorSeq(keys: VaultKeys, anchor: AnchorStore): Promise<number> {
  const stored = await anchor.read().catch(() => undefined);
  return (stored && decodeAnchor(stored, keys)?.seq) ?? 0;
}

function isOurs(header: MirrorHeader | undefined, keys: VaultKeys): header is MirrorHeader {
  return (
    header !== undefined &&
    encodeHex(header.vaultId) === encodeHex(keys.vaultId) &&
    header.epoch === keys.epoch
  );
}

/**
 * The number in the clear header counts only when the root of that number opens under the vault key; where the vault
 * would be run from it, its whole index must, which the caller looks at.
 */
async function copyRootSeq(
  keys: VaultKeys,
  { seq }: MirrorHeader,
  { mirror, outside }: Pick<ExaminationParts, 'mirror' | 'outside'>,
): Promise<number | undefined> {
  try {
    const [envelope] = await mirror.read([rootKey(seq)]);
    const root = envelope && (await openRoot(seq, envelope, keys, outside));
    return root?.seq === seq ? seq : undefined;
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}

function compare(mirrorSeq: number | undefined, seq: number | undefined): MirrorIndexAnswer {
  if (mirrorSeq === undefined) return 'none';
  if (seq === undefined || mirrorSeq > seq) return 'newer';
  return mirrorSeq === seq ? 'same' : 'older';
}

async function isFarFuller(
  state: IndexState | undefined,
  mirrorHeader: MirrorHeader | undefined,
  mirror: MirrorMedium,
): Promise<boolean> {
  if (state === undefined || mirrorHeader === undefined) return false;
  const { recordCount } = mirrorHeader;
  if (!isFarEmptier({ recordCount: recordsOf(state).length }, { recordCount })) return false;
  return (await unexplainedIds(state, mirror).catch(() => [])).length > 0;
}
