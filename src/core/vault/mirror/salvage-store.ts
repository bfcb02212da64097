// Every place where envelopes are kept, read as one: of a record that is damaged in one place and whole in another, the
// whole one is given. Only for salvaging, where no index says which bytes are right.
import type { Bytes } from '../../bytes/bytes.ts';
import { openEnvelope } from '../envelope.ts';
import type { VaultKeys } from '../keys/keys.ts';
import type { Outside } from '../outside.ts';
import { recordTypeOf } from './salvage.ts';
import { recordHeader } from '../seal-index.ts';
import { parseStoreKey, StoreError, type StoreKey, type VaultStore } from '../store.ts';

export class SalvageStore implements VaultStore {
  readonly #places: readonly VaultStore[];
  readonly #keys: VaultKeys;
  readonly #outside: Outside;

  constructor(places: readonly VaultStore[], keys: VaultKeys, outside: Outside) {
    this.#places = places;
    this.#keys = keys;
    this.#outside = outside;
  }

  read(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]> {
    return Promise.all(keys.map((key) => this.#readOne(key)));
  }

  /** A place that does not answer has none; where no place answers, the last failure is thrown. */
  async keys(): Promise<readonly StoreKey[]> {
    const answers = await Promise.allSettled(this.#places.map((place) => place.keys()));
    const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    if (found.length === 0) throw new StoreError('unavailable');
    return [...new Set(found.flat())];
  }

  /** Nothing here says which state is the latest. */
  latestRoot(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  commit(): Promise<void> {
    return Promise.reject(new StoreError('read-only'));
  }

  async #readOne(key: StoreKey): Promise<Bytes | undefined> {
    for (const place of this.#places) {
      const [envelope] = await place.read([key]).catch(() => [undefined]);
      if (envelope !== undefined && (await this.#opens(key, envelope))) return envelope;
    }
    return undefined;
  }

  async #opens(key: StoreKey, envelope: Bytes): Promise<boolean> {
    const parsed = parseStoreKey(key);
    if (parsed?.kind !== 'record') return true;
    const header = recordHeader(this.#keys, parsed.id, parsed.version, recordTypeOf(envelope));
    return (await openEnvelope(this.#keys.record, header, envelope, this.#outside)).ok;
  }
}
