// Leaving a vault behind: a fresh one that sets the old one aside, erasing everything, and the sealed bytes as they are.
import { encodeBase64 } from '../../core/bytes/base64.ts';
import type { Bytes } from '../../core/bytes/bytes.ts';
import { type NewPassphrase, readHeads, unlockVault } from '../../core/vault/head.ts';
import { type MirrorMedium, MirrorStore } from '../../core/vault/mirror/mirror-store.ts';
import type { Outside } from '../../core/vault/outside.ts';
import {
  type Generations,
  HEAD_KEYS,
  newestKeys,
  type StoreKey,
  type VaultStore,
} from '../../core/vault/store.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { AnchorStore } from './examine-vault.ts';
import type { MirrorService } from './mirror-service.ts';
import type { VaultService } from './vault-service.ts';
import { headsFrom, type LocalFacts } from './vault-survey.ts';
import { nameGeneration, nextGeneration, readAll, shelveCopy, writeGeneration } from './write-generation.ts';

export interface LeaveServiceParts {
  readonly vaults: VaultService;
  readonly mirrors: MirrorService;
  readonly generations: Generations;
  readonly mirror: MirrorMedium;
  readonly anchor: AnchorStore;
  readonly local: LocalFacts;
  readonly outside: Outside;
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

const RAW_CHUNK = 200;

export class LeaveService {
  readonly #parts: LeaveServiceParts;

  constructor(parts: LeaveServiceParts) {
    this.#parts = parts;
  }

  /** A new vault under a new passphrase; what is there now is set aside, the copy too where it has something of its own. */
  async startFresh(passphrase: NewPassphrase): Promise<void> {
    const { exclusively, vaults, mirror, anchor, mirrors } = this.#parts;
    await exclusively(async () => {
      const survey = await vaults.survey();
      if (survey.state === 'first-run') throw new RequestFailure('bad-request');
      await shelveCopy(this.#parts, survey);
      await vaults.lock();
      await vaults.createIn(await nextGeneration(this.#parts), passphrase);
      await mirror.clear();
      await anchor.delete();
    });
    await mirrors.sync();
    await vaults.writeAnchor();
  }

  /**
   * The vault that was set aside under this name becomes the present one again, locked, and the present one is set aside.
   * Nothing is opened by that: its own passphrase is asked for next.
   */
  async bringBack(generation: number): Promise<void> {
    const { exclusively, vaults, generations, mirror, anchor, mirrors } = this.#parts;
    await exclusively(async () => {
      const survey = await vaults.survey();
      const aside = generations.at(generation);
      const { good } = await readHeads(aside);
      if (generation >= survey.generation || good === undefined) throw new RequestFailure('not-found');
      const keys = [...HEAD_KEYS, ...newestKeys(await aside.keys())];
      const next = await nextGeneration(this.#parts);
      await shelveCopy(this.#parts, survey);
      await writeGeneration(generations, next, await readAll(keys, aside));
      await nameGeneration(this.#parts, next, good.header.vaultId);
      await vaults.lock();
      await mirror.clear();
      await anchor.delete();
    });
    await mirrors.sync().catch(() => undefined);
  }

  /** Removes every trace of every vault of this browser, once the secret of a slot was right. */
  async erase(slotId: string, secret: Bytes): Promise<void> {
    const { exclusively, vaults, generations, mirror, anchor, local, outside } = this.#parts;
    await exclusively(async () => {
      const survey = await vaults.survey();
      const heads = headsFrom(survey, 'database')?.good
        ? headsFrom(survey, 'database')
        : headsFrom(survey, 'copy');
      const unlocked = heads && (await unlockVault(slotId, secret, heads, outside));
      if (unlocked?.ok !== true) throw new RequestFailure('wrong-passphrase');
      await vaults.lock();
      for (const generation of new Set([...(await generations.list()), survey.generation])) {
        await generations.remove(generation);
      }
      await mirror.clear();
      await anchor.delete();
      // Last, and with it the marker: where this was cut short, the next start says that the vault is gone and not that
      // there never was one.
      await local.forgetEverything();
    });
  }

  /** Everything as it is stored, sealed: for somebody who can still read what this program cannot. */
  async rawPart(from: number): Promise<{
    readonly parts: readonly (readonly [string, string])[];
    readonly next: number | null;
  }> {
    const { vaults, mirror } = this.#parts;
    const { store, generation } = await vaults.survey();
    const places: readonly (readonly [string, Pick<VaultStore, 'keys' | 'read'>])[] = [
      [`database-${generation}`, store],
      ['copy', new MirrorStore(mirror)],
    ];
    const keys: (readonly [string, StoreKey, Pick<VaultStore, 'read'>])[] = [];
    for (const [name, place] of places) {
      const found = await place.keys().catch(() => []);
      keys.push(...found.map((key) => [name, key, place] as const));
    }
    const chunk = keys.slice(from, from + RAW_CHUNK);
    const parts = await Promise.all(
      chunk.map(async ([name, key, place]): Promise<readonly [string, string]> => {
        const [value] = await place.read([key]).catch(() => [undefined]);
        return [`${name}/${key}`, value === undefined ? '' : encodeBase64(value)];
      }),
    );
    const end = from + chunk.length;
    return { parts, next: end < keys.length ? end : null };
  }
}
