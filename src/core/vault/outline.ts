// What the first screen of the popup needs of the index, so that a worker that was stopped shows codes without opening all
// of it. Made while the index is open, kept sealed in the browser's memory, and good for one root: what it says of another
// state is never used.
import { type Bytes, concatBytes } from '../bytes/bytes.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import type { Site } from '../sites/site.ts';
import type { IndexState } from './commit.ts';
import { sheetsOf } from './records/history.ts';
import { hkdfSha256 } from './keys/keys.ts';
import type { SettingsOwner } from './local-settings.ts';
import type { Aead, Random } from './outside.ts';
import type { Usage } from './records/usage.ts';
import type { IndexEntry, ShardReference, SheetEntry } from './vault-index.ts';

export interface Outline {
  /** SHA-256 of the envelope of the root that it was made from, hexadecimal. */
  readonly rootHash: string;
  readonly committedAt: number;
  /** Accounts that are not in the trash; none of the trash is in an outline. */
  readonly total: number;
  /** In list order: what is pinned, what was used, and the first of the others, as many as a screen has of each. */
  readonly entries: readonly IndexEntry[];
  /** Whose use was known: one that is used later may have to stand first, and is not here. */
  readonly used: readonly string[];
  /** All that are not in the trash: a row says how many codes its account has left. */
  readonly sheets: readonly SheetEntry[];
  readonly shards: readonly ShardReference[];
  /** Every site of every account, and which of the shards has the account. */
  readonly sites: readonly (readonly [origin: string, match: Site['match'], shard: number])[];
}

const SALT_LENGTH = 32;
const INFO = encodeUtf8('tallystick/1/outline');
const NONCE = new Uint8Array(12);
/** Of the plaintext. One of another version is of another program, and not used. */
const VERSION = 1;

export interface OutlineOptions {
  readonly rootHash: string;
  readonly usage: Usage;
  /** How many rows a screen has. */
  readonly rows: number;
}

export function outlineOf(state: IndexState, options: OutlineOptions): Outline {
  const { root, shards } = state;
  const { rootHash, usage, rows } = options;
  const entries: IndexEntry[] = [];
  const sites: Outline['sites'][number][] = [];
  const taken = { pinned: 0, others: 0 };
  let total = 0;
  for (const [shard, { id }] of root.shards.entries()) {
    for (const entry of shards.get(id)?.entries ?? []) {
      if (entry.deletedAt !== null) continue;
      total += 1;
      for (const { origin, match } of entry.account.sites) sites.push([origin, match, shard]);
      const kind = entry.account.pinned ? 'pinned' : 'others';
      if (usage.has(entry.id)) entries.push(entry);
      else if (taken[kind] < rows) {
        taken[kind] += 1;
        entries.push(entry);
      }
    }
  }
  const { committedAt, shards: references } = root;
  const used = [...usage.keys()];
  const sheets = sheetsOf(state).filter(({ deletedAt }) => deletedAt === null);
  return { rootHash, committedAt, total, entries, used, sheets, shards: references, sites };
}

/** A salt and a ciphertext. The key is made anew from the salt, so that a nonce is never used twice under it. */
export async function sealOutline(
  outline: Outline,
  owner: SettingsOwner,
  { aead, random }: { readonly aead: Aead; readonly random: Random },
): Promise<Bytes> {
  const salt = random.bytes(SALT_LENGTH);
  const data = encodeUtf8(JSON.stringify({ version: VERSION, outline }));
  return concatBytes(salt, await aead.seal({ ...boxOf(owner, salt), data }));
}

/** Undefined where it is missing, damaged, of another vault key or of another version. */
export async function openOutline(
  sealed: Bytes | undefined,
  owner: SettingsOwner,
  aead: Aead,
): Promise<Outline | undefined> {
  if (sealed === undefined || sealed.length <= SALT_LENGTH) return undefined;
  const data = sealed.slice(SALT_LENGTH);
  const opened = await aead.open({ ...boxOf(owner, sealed.slice(0, SALT_LENGTH)), data });
  if (opened === undefined) return undefined;
  // Written by this program under the vault key, moments ago: it is no border, and checking each entry costs more than opening.
  const read = JSON.parse(decodeUtf8(opened) ?? 'null') as { version: number; outline: Outline } | null;
  return read?.version === VERSION ? read.outline : undefined;
}

function boxOf({ vaultKey, vaultId }: SettingsOwner, salt: Bytes) {
  return {
    key: hkdfSha256(vaultKey, salt, INFO, 32),
    nonce: NONCE,
    associatedData: concatBytes(INFO, vaultId),
  };
}
