import { type Bytes, equalBytes } from '../core/bytes/bytes.ts';
import { type MirrorMedium, MirrorStore } from '../core/vault/mirror-store.ts';
import {
  type Generations,
  HEAD_KEYS,
  newestKeys,
  StoreError,
  type StoreKey,
  type VaultStore,
} from '../core/vault/store.ts';
import type { VaultService } from './vault-service.ts';

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
    await generations.remove(generation).catch(() => undefined);
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

/** Before the mirror is used for another vault: its content into a database on the shelf. */
export async function shelveCopy(parts: {
  readonly generations: Generations;
  readonly mirror: MirrorMedium;
}): Promise<void> {
  const copy = new MirrorStore(parts.mirror);
  const keys = [...HEAD_KEYS, ...newestKeys(await copy.keys())];
  const listed = await parts.generations.list();
  await writeGeneration(parts.generations, Math.min(0, ...listed) - 1, await readAll(keys, copy));
}
