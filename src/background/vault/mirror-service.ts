// Keeps the mirror up, without any key: after each change, and when a worker starts again that may have died before.
import type { Bytes } from '../../core/bytes/bytes.ts';
import {
  type MirrorHeader,
  type MirrorHold,
  type MirrorPlan,
  bestMirrorHeader,
  encodeMirrorHeader,
  planMirror,
} from '../../core/vault/mirror/mirror.ts';
import type { MirrorMedium } from '../../core/vault/mirror/mirror-store.ts';
import type { Clock } from '../../core/vault/outside.ts';
import { parseStoreKey, type StoreKey, type VaultStore } from '../../core/vault/store.ts';
import type { ChangeMark } from './change-mark.ts';
import type { Survey } from './vault-survey.ts';

export type MirrorState =
  | { readonly is: 'current' }
  | { readonly is: 'held'; readonly reason: MirrorHold }
  /** There is nothing to mirror, or nothing that opens. */
  | { readonly is: 'idle' }
  | { readonly is: 'failed' };

export interface MirrorServiceParts {
  readonly medium: MirrorMedium;
  readonly mark: Pick<ChangeMark, 'mirroring'>;
  readonly survey: () => Promise<Survey>;
  readonly clock: Clock;
  /** The records that the unlocked vault remembers as removed; none while it is locked. */
  readonly removedIds: () => Promise<ReadonlySet<string>>;
  /** One mirror writer at a time, in any context of the extension. */
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
  /** Runs `work` after a moment; calls before it has begun count once. */
  readonly soon: (work: () => void) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Values are read and written in parts, so that a large vault is never in memory twice. */
const CHUNK = 200;

export class MirrorService {
  readonly #parts: MirrorServiceParts;
  #state: MirrorState = { is: 'idle' };
  #isScheduled = false;

  constructor(parts: MirrorServiceParts) {
    this.#parts = parts;
  }

  get state(): MirrorState {
    return this.#state;
  }

  /** The mirror follows within a second; a failure is noted and made good at the next occasion. */
  schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#parts.soon(() => {
      this.#isScheduled = false;
      this.sync().catch((error: unknown) => this.#parts.onFailure(error));
    });
  }

  /** Throws `StoreError`. `isUserDecision`: the user chose this database over what the mirror has. */
  sync({ isUserDecision = false }: { readonly isUserDecision?: boolean } = {}): Promise<MirrorState> {
    return this.#parts.exclusively(async () => {
      const mirrored = this.#parts.mark.mirroring();
      try {
        this.#state = await this.#sync(isUserDecision);
        // A mirror that is held follows no change before the user has decided, and no mark would change that.
        if (this.#state.is !== 'idle') mirrored();
      } catch (error) {
        this.#state = { is: 'failed' };
        throw error;
      }
      return this.#state;
    });
  }

  /** These envelopes are damaged in the mirror and good in the database: the database's go over them. */
  async mend(keys: readonly StoreKey[], store: VaultStore): Promise<void> {
    await this.#parts.exclusively(async () => {
      await this.#copy(keys, store);
    });
  }

  async #sync(isUserDecision: boolean): Promise<MirrorState> {
    const { medium, survey } = this.#parts;
    const { engine, heads, store } = await survey();
    if (engine !== 'opened' || heads?.good === undefined) return { is: 'idle' };
    const { header, nextSlot } = bestMirrorHeader(await medium.readHeaders());
    if (await isCurrent(header, heads.good.header, store)) return { is: 'current' };
    if (isUserDecision && header !== undefined) await medium.clear();
    const [databaseKeys, mirrorKeys] = await Promise.all([store.keys(), medium.keys()]);
    const plan = planMirror({
      databaseKeys,
      head: heads.good.bytes,
      mirror: isUserDecision ? undefined : header,
      mirrorKeys,
      removedIds: await this.#parts.removedIds(),
    });
    if (plan.do === 'hold') return { is: 'held', reason: plan.reason };
    if (plan.do === 'write') await this.#write(plan, store, nextSlot);
    return { is: 'current' };
  }

  async #write(plan: MirrorPlan & { readonly do: 'write' }, store: VaultStore, slot: 0 | 1): Promise<void> {
    const { medium, clock } = this.#parts;
    const unread = new Set(await this.#copy(plan.puts, store));
    const header = { ...plan.header, writtenAt: clock.now() };
    await medium.writeHeader(slot, encodeMirrorHeader(header));
    // Both: a header that wraps the vault key for a passphrase that was changed must not stay.
    const other = { ...header, writeSeq: header.writeSeq + 1 };
    await medium.writeHeader(slot === 0 ? 1 : 0, encodeMirrorHeader(other));
    // Where the database could not give the newest envelope of a record, the mirror keeps the one before.
    const removes = plan.removes.filter((key) => !unread.has(nameOf(key)));
    if (removes.length > 0) await medium.remove(removes);
  }

  /** The names (kind and id) of what could not be read. */
  async #copy(keys: readonly StoreKey[], store: VaultStore): Promise<readonly string[]> {
    const unread: string[] = [];
    for (let start = 0; start < keys.length; start += CHUNK) {
      const chunk = keys.slice(start, start + CHUNK);
      const values = await store.read(chunk);
      const found: (readonly [StoreKey, Bytes])[] = [];
      for (const [index, key] of chunk.entries()) {
        const value = values[index];
        if (value === undefined) unread.push(nameOf(key));
        else found.push([key, value]);
      }
      await this.#parts.medium.write(found);
    }
    return unread;
  }
}

/** Two small reads, which are all that a mirror costs that is up to date. */
async function isCurrent(
  mirror: MirrorHeader | undefined,
  head: { readonly epoch: number; readonly headerSeq: number; readonly vaultId: Bytes },
  store: VaultStore,
): Promise<boolean> {
  if (mirror?.epoch !== head.epoch || mirror.headerSeq !== head.headerSeq) return false;
  if (mirror.vaultId.some((byte, index) => byte !== head.vaultId[index])) return false;
  return (await store.latestRoot())?.seq === mirror.seq;
}

function nameOf(key: StoreKey): string {
  const parsed = parseStoreKey(key);
  return parsed === undefined ? key : `${parsed.kind}/${parsed.id}`;
}
