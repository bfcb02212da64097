// The databases of the vault: one a generation. A repair, a new vault key and a fresh vault are written as a whole into
// the next generation; the one before is not touched, and the highest one with a head is the vault.
import { type Engine, type Generations, StoreError } from '../../core/vault/store.ts';
import { withDeadline } from '../deadline.ts';
import { IndexedDbStore } from './indexeddb-store.ts';

const NAME = 'tallystick-vault';
const SHELF = 'tallystick-shelf';
const DEADLINE_MS = 10_000;

export class VaultDatabases implements Generations {
  readonly #stores = new Map<number, IndexedDbStore>();

  /** In no order. A damaged engine may leave some out, which is why the marker names the current one too. */
  async list(): Promise<readonly number[]> {
    try {
      const databases = await withDeadline(
        indexedDB.databases(),
        DEADLINE_MS,
        () => new StoreError('timeout'),
      );
      return databases.flatMap(({ name }) => generationOf(name ?? '') ?? []);
    } catch (error) {
      throw error instanceof StoreError ? error : new StoreError('unavailable', { cause: error });
    }
  }

  at(generation: number): Engine {
    const known = this.#stores.get(generation);
    if (known !== undefined) return known;
    const store = new IndexedDbStore({ name: nameOf(generation) });
    this.#stores.set(generation, store);
    return store;
  }

  /** Only for a user who asked for it, and for a generation of ours that was never finished. */
  async remove(generation: number): Promise<void> {
    const store = this.#stores.get(generation) ?? new IndexedDbStore({ name: nameOf(generation) });
    this.#stores.delete(generation);
    await store.destroy();
  }
}

/** Below 0 are copies that were put on the shelf: no vault of this browser, however much they hold. */
function nameOf(generation: number): string {
  if (generation === 0) return NAME;
  return generation < 0 ? `${SHELF}-${-generation}` : `${NAME}-${generation}`;
}

function generationOf(name: string): number | undefined {
  if (name === NAME) return 0;
  const [, place, digits] = /^tallystick-(vault|shelf)-([1-9]\d{0,8})$/.exec(name) ?? [];
  if (digits === undefined) return undefined;
  return place === 'shelf' ? -Number(digits) : Number(digits);
}
