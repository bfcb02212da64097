import { type Bytes, equalBytes } from '../../core/bytes/bytes.ts';
import { encodeHex } from '../../core/bytes/hex.ts';
import type { MirrorHeader } from '../../core/vault/mirror/mirror.ts';
import { type MirrorMedium, MirrorStore } from '../../core/vault/mirror/mirror-store.ts';
import type { Outside } from '../../core/vault/outside.ts';
import {
  type Generations,
  HEAD_KEYS,
  newestKeys,
  StoreError,
  type StoreKey,
  type VaultStore,
} from '../../core/vault/store.ts';
import type { VaultService } from './vault-service.ts';
import type { LocalFacts, Survey } from './vault-survey.ts';

const CHUNK = 500;

/**
 * A whole vault into a database that does not exist yet, in one transaction, and read back. Where it comes back otherwise
 * the new database goes again and `StoreError` `unavailable` is thrown; what was there before is as it was.
 */
export async function writeGeneration(
  generations: Generations,
  generation: number,
  puts: readonly (readonly [StoreKey, Bytes])[],
): Promise<void> {
  const store = generations.at(generation);
  try {
    await store.create();
    await store.commit({ expectedSeq: null, puts, deletes: [] });
    for (let start = 0; start < puts.length; start += CHUNK) {
      const chunk = puts.slice(start, start + CHUNK);
      const read = await store.read(chunk.map(([key]) => key));
      const isSame = chunk.every(([, bytes], index) => {
        const back = read[index];
        return back !== undefined && equalBytes(back, bytes);
      });
      if (!isSame) throw new StoreError('unavailable');
    }
  } catch (error) {
    // Something is there already: an engine that did not list it must not cost what it holds.
    const isTaken = error instanceof StoreError && error.code === 'conflict';
    if (!isTaken) await generations.remove(generation).catch(() => undefined);
    throw error;
  }
}

/** A generation that no database has had. */
export async function nextGeneration(parts: {
  readonly generations: Generations;
  readonly vaults: VaultService;
}): Promise<number> {
  const { generation } = await parts.vaults.survey();
  const listed = await parts.generations.list().catch(() => []);
  return Math.max(generation, ...listed) + 1;
}

/** What cannot be read is left out: the index names it, and it is shown as missing. */
export async function readAll(
  keys: readonly StoreKey[],
  store: Pick<VaultStore, 'read'>,
): Promise<readonly (readonly [StoreKey, Bytes])[]> {
  const values = await store.read(keys);
  return keys.flatMap((key, index): (readonly [StoreKey, Bytes])[] => {
    const value = values[index];
    return value === undefined ? [] : [[key, value]];
  });
}

/**
 * Names the new database as the vault's. Where that cannot be written the new database goes again: a vault that is neither
 * the old nor the new one would be worse than the failure.
 */
export async function nameGeneration(
  parts: {
    readonly generations: Generations;
    readonly local: Pick<LocalFacts, 'writeInstalledMarker'>;
    readonly outside: Pick<Outside, 'clock'>;
  },
  generation: number,
  vaultId: Bytes,
): Promise<void> {
  const { generations, local, outside } = parts;
  try {
    await local.writeInstalledMarker({
      vaultId: encodeHex(vaultId),
      createdAt: outside.clock.now(),
      generation,
    });
  } catch (error) {
    await generations.remove(generation).catch(() => undefined);
    throw error;
  }
}

/**
 * Before the mirror is written anew by another vault or state: its content into a database on the shelf. Nothing is done
 * where the database has all of it.
 */
export async function shelveCopy(
  parts: { readonly generations: Generations; readonly mirror: MirrorMedium },
  survey: Survey,
): Promise<void> {
  if (survey.mirrorHeader === undefined || (await isCovered(survey.mirrorHeader, survey))) return;
  const copy = new MirrorStore(parts.mirror);
  const keys = [...HEAD_KEYS, ...newestKeys(await copy.keys())];
  const listed = await parts.generations.list();
  await writeGeneration(parts.generations, Math.min(0, ...listed) - 1, await readAll(keys, copy));
}

async function isCovered(copy: MirrorHeader, { heads, store }: Survey): Promise<boolean> {
  const own = heads?.good?.header;
  if (own === undefined || own.epoch !== copy.epoch || !equalBytes(own.vaultId, copy.vaultId)) return false;
  const [latest, keys] = await Promise.all([store.latestRoot(), store.keys()]);
  const records = newestKeys(keys).filter((key) => key.startsWith('record/')).length;
  return latest !== undefined && latest.seq >= copy.seq && records >= copy.recordCount;
}
