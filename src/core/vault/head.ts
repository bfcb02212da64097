// Creating a vault and unlocking it: the two copies of the head, and the key slots in them.
import type { Bytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import {
  decodeHeader,
  encodeHeader,
  type HeaderError,
  isHeaderAuthentic,
  type VaultHeader,
} from './header.ts';
import type { KdfParameters } from './keys/kdf-parameters.ts';
import { deriveVaultKeys, VAULT_KEY_LENGTH, type VaultKeys } from './keys/keys.ts';
import type { Outside } from './outside.ts';
import { sealRoot } from './seal-index.ts';
import { type Slot, type SlotHeader, unwrapVaultKey, wrapVaultKey } from './keys/slot.ts';
import { HEAD_KEYS, rootKey, type VaultStore } from './store.ts';

export interface OpenKeys {
  readonly vaultKey: Bytes;
  readonly keys: VaultKeys;
}

export interface NewPassphrase {
  /** The 32 bytes that Argon2id gave for `kdf` and `salt`. */
  readonly derivedKey: Bytes;
  readonly kdf: KdfParameters;
  /** 32 bytes. */
  readonly salt: Bytes;
}

/** Writes a new, empty vault with one passphrase slot in one commit. Throws StoreError `conflict` if there is one. */
export async function createVault(
  passphrase: NewPassphrase,
  store: VaultStore,
  outside: Outside,
): Promise<OpenKeys> {
  const vaultId = outside.random.bytes(16);
  const vaultKey = outside.random.bytes(VAULT_KEY_LENGTH);
  const createdAt = outside.clock.now();
  const keys = deriveVaultKeys(vaultKey, vaultId, 1);
  const slot = await wrapVaultKey(
    vaultKey,
    passphrase.derivedKey,
    slotHeaderFor(passphrase, createdAt, outside),
    {
      vaultId,
      epoch: 1,
      outside,
    },
  );
  const head = encodeHeader({ vaultId, epoch: 1, headerSeq: 1, createdAt, slots: [slot] }, keys.headerMac);
  const root = await sealRoot({ seq: 1, committedAt: createdAt, shards: [], superseded: [] }, keys, outside);
  await store.commit({
    expectedSeq: null,
    puts: [
      [HEAD_KEYS[0], head],
      [HEAD_KEYS[1], head],
      [rootKey(1), root],
    ],
    deletes: [],
  });
  return { vaultKey, keys };
}

export interface Heads {
  readonly good: { readonly header: VaultHeader; readonly bytes: Bytes } | undefined;
  readonly copies: readonly ('good' | 'missing' | HeaderError)[];
}

/** Both copies, and the better valid one: a copy torn by a crash never hides the whole one. */
export async function readHeads(store: VaultStore): Promise<Heads> {
  const stored = await store.read(HEAD_KEYS);
  const decoded = stored.map((bytes) =>
    bytes === undefined ? undefined : { bytes, result: decodeHeader(bytes) },
  );
  const good = decoded
    .flatMap((copy) => (copy?.result.ok === true ? [{ header: copy.result.header, bytes: copy.bytes }] : []))
    .toSorted((a, b) => b.header.headerSeq - a.header.headerSeq)[0];
  const copies = decoded.map((copy) => {
    if (copy === undefined) return 'missing';
    return copy.result.ok ? 'good' : copy.result.error;
  });
  return { good, copies };
}

/**
 * Rewrites both copies with these slots. Nothing else changes, so the root stays; the caller holds the writer's lock.
 * Returns the new header's bytes, for the mirror. Throws `StoreError`, and RangeError for no slots or too many.
 */
export async function writeSlots(
  slots: readonly Slot[],
  { header, keys, seq }: { readonly header: VaultHeader; readonly keys: VaultKeys; readonly seq: number },
  store: VaultStore,
): Promise<Bytes> {
  const head = encodeHeader({ ...header, headerSeq: header.headerSeq + 1, slots }, keys.headerMac);
  const puts = HEAD_KEYS.map((key) => [key, head] as const);
  await store.commit({ expectedSeq: seq, puts, deletes: [] });
  return head;
}

export type UnlockError = 'wrong-secret' | 'damaged' | 'no-such-slot';

/** Unwraps the vault key by one slot and believes the header only when it was MACed under that key. */
export async function unlockVault(
  slotId: string,
  secret: Bytes,
  heads: Heads,
  outside: Outside,
): Promise<{ ok: true; open: OpenKeys } | { ok: false; error: UnlockError }> {
  if (heads.good === undefined) return { ok: false, error: 'damaged' };
  const { header, bytes } = heads.good;
  const slot = header.slots.find((candidate) => encodeHex(candidate.slotId) === slotId);
  if (slot === undefined) return { ok: false, error: 'no-such-slot' };
  const unwrapped = await unwrapVaultKey(slot, secret, { ...header, outside });
  if (!unwrapped.ok) return unwrapped;
  const keys = deriveVaultKeys(unwrapped.vaultKey, header.vaultId, header.epoch);
  return isHeaderAuthentic(bytes, keys.headerMac)
    ? { ok: true, open: { vaultKey: unwrapped.vaultKey, keys } }
    : { ok: false, error: 'damaged' };
}

function slotHeaderFor(passphrase: NewPassphrase, createdAt: number, { random }: Outside): SlotHeader {
  return {
    kind: 'passphrase',
    slotId: random.bytes(16),
    createdAt,
    label: '',
    kdf: passphrase.kdf,
    salt: passphrase.salt,
    parameters: new Uint8Array(0),
  };
}
