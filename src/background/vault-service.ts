// The owner of the vault: the only code that holds the vault key outside of storage.session.
import { decodeBase64, encodeBase64 } from '../core/bytes/base64.ts';
import { decodeHex, encodeHex } from '../core/bytes/hex.ts';
import {
  createVault,
  type NewPassphrase,
  type OpenKeys,
  readHeads,
  unlockVault,
} from '../core/vault/head.ts';
import { isAcceptableKdf } from '../core/vault/kdf-parameters.ts';
import { deriveVaultKeys } from '../core/vault/keys.ts';
import {
  DEFAULT_LOCK_AFTER_MS,
  isSessionOver,
  touchSession,
  type UnlockedSession,
} from '../core/vault/lock.ts';
import type { Outside } from '../core/vault/outside.ts';
import { decideStartUp, type EngineAnswer, type HeadAnswer } from '../core/vault/start-up.ts';
import type { VaultStore } from '../core/vault/store.ts';
import { Vault } from '../core/vault/vault.ts';
import { RequestFailure } from '../messaging/failure.ts';
import type { PageEvent, VaultStatus } from '../messaging/page-responses.ts';

/** The engine as the service needs it: a store that can be looked at without being created. */
export interface VaultEngine extends VaultStore {
  probe(): Promise<EngineAnswer>;
  create(): Promise<void>;
}

export interface SessionStore {
  read(): Promise<UnlockedSession | undefined>;
  write(session: UnlockedSession): Promise<void>;
  delete(): Promise<void>;
}

export interface LocalFacts {
  hasInstalledMarker(): Promise<boolean>;
  writeInstalledMarker(marker: { vaultId: string; createdAt: number }): Promise<void>;
  readLockAfterMs(): Promise<number | undefined>;
}

export interface VaultServiceParts {
  readonly engine: VaultEngine;
  readonly session: SessionStore;
  readonly local: LocalFacts;
  readonly outside: Outside;
  /** Runs `work` alone: no other writer of this vault at the same time, in any context of the extension. */
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly tellPages: (event: PageEvent) => void;
  /** Called whenever the time of the lock moves. */
  readonly scheduleLock: (lockAt: number) => void;
}

/** A use that moves the lock by less than this is not written: reading codes must not cost a write each. */
const TOUCH_GRANULARITY_MS = 10_000;

export class VaultService {
  readonly #parts: VaultServiceParts;
  /** A cache, never the truth: it is used only while storage.session holds a live session for the same key. */
  #opened: { readonly vaultKey: string; readonly vault: Vault } | undefined;

  constructor(parts: VaultServiceParts) {
    this.#parts = parts;
  }

  async status(): Promise<VaultStatus> {
    const session = await this.#liveSession();
    if (session !== undefined) return { state: 'unlocked', lockAt: session.lockAt };
    const { engine, local } = this.#parts;
    const answer = await engine.probe();
    const heads = answer === 'opened' ? await readHeads(engine) : undefined;
    const head = headAnswer(heads?.copies ?? []);
    const installedMarker = await local.hasInstalledMarker();
    const state = decideStartUp({ engine: answer, head, installedMarker });
    if (state !== 'locked') return { state };
    const slot = heads?.good?.header.slots.find(({ kind }) => kind === 'passphrase');
    if (slot === undefined || slot.kdf === null) return { state: 'head-damaged' };
    const { slotId, salt, kdf } = slot;
    return { state, slot: { slotId: encodeHex(slotId), salt: encodeBase64(salt), kdf } };
  }

  async create(passphrase: NewPassphrase): Promise<void> {
    if (!isAcceptableKdf(passphrase.kdf)) throw new RequestFailure('bad-request');
    const { engine, local, outside } = this.#parts;
    await this.#parts.exclusively(async () => {
      const { state } = await this.status();
      if (state !== 'first-run') throw new RequestFailure('vault-exists');
      await engine.create();
      const open = await createVault(passphrase, engine, outside);
      const vaultId = encodeHex(open.keys.vaultId);
      await local.writeInstalledMarker({ vaultId, createdAt: outside.clock.now() });
      await this.#startSession(open);
    });
  }

  async unlock(slotId: string, derivedKey: NewPassphrase['derivedKey']): Promise<void> {
    const { engine, outside } = this.#parts;
    const heads = await readHeads(engine);
    const unlocked = await unlockVault(slotId, derivedKey, heads, outside);
    if (!unlocked.ok) {
      throw new RequestFailure(unlocked.error === 'wrong-secret' ? 'wrong-passphrase' : 'vault-damaged');
    }
    // A browser that died between the first commit and the marker left none.
    const vaultId = encodeHex(unlocked.open.keys.vaultId);
    await this.#parts.local.writeInstalledMarker({ vaultId, createdAt: outside.clock.now() });
    await this.#startSession(unlocked.open);
  }

  async lock(): Promise<void> {
    this.#opened = undefined;
    await this.#parts.session.delete();
    this.#parts.tellPages('locked');
  }

  /** Locks if it is time; called by alarms, which may fire late or early. */
  async lockIfOver(): Promise<void> {
    const session = await this.#parts.session.read();
    if (session !== undefined && isSessionOver(session, this.#parts.outside.clock.now())) await this.lock();
  }

  /** Runs `work` on the unlocked vault and counts as using it. Throws `RequestFailure` `locked`. */
  async read<Value>(work: (vault: Vault) => Promise<Value>): Promise<Value> {
    return work(await this.#vault());
  }

  /** As `read`, alone among writers; afterwards open pages are told. */
  async change<Value>(work: (vault: Vault) => Promise<Value>): Promise<Value> {
    const value = await this.#parts.exclusively(async () => {
      const vault = await this.#vault();
      try {
        return await work(vault);
      } catch (error) {
        // Whether a failed commit was stored is unknown: the next reader asks the store.
        vault.forget();
        throw error;
      }
    });
    this.#parts.tellPages('changed');
    return value;
  }

  async #vault(): Promise<Vault> {
    const session = await this.#liveSession();
    if (session === undefined) throw new RequestFailure('locked');
    await this.#touch(session);
    if (this.#opened?.vaultKey !== session.vaultKey) {
      this.#opened = { vaultKey: session.vaultKey, vault: this.#openVault(session) };
    }
    return this.#opened.vault;
  }

  #openVault({ vaultKey, vaultId, epoch }: UnlockedSession): Vault {
    const key = decodeBase64(vaultKey);
    const id = decodeHex(vaultId);
    if (key === undefined || id === undefined) throw new RequestFailure('locked');
    return new Vault(deriveVaultKeys(key, id, epoch), this.#parts.engine, this.#parts.outside);
  }

  async #liveSession(): Promise<UnlockedSession | undefined> {
    const session = await this.#parts.session.read();
    if (session === undefined) {
      this.#opened = undefined;
      return undefined;
    }
    if (!isSessionOver(session, this.#parts.outside.clock.now())) return session;
    await this.lock();
    return undefined;
  }

  async #touch(session: UnlockedSession): Promise<void> {
    const touched = touchSession(session, this.#parts.outside.clock.now(), await this.#lockAfterMs());
    if (Math.abs(touched.lockAt - session.lockAt) < TOUCH_GRANULARITY_MS) return;
    await this.#parts.session.write(touched);
    this.#parts.scheduleLock(touched.lockAt);
  }

  async #startSession({ vaultKey, keys }: OpenKeys): Promise<void> {
    const now = this.#parts.outside.clock.now();
    const lockAt = now + (await this.#lockAfterMs());
    await this.#parts.session.write({
      vaultKey: encodeBase64(vaultKey),
      vaultId: encodeHex(keys.vaultId),
      epoch: keys.epoch,
      unlockedAt: now,
      lockAt,
      lastSeenAt: now,
    });
    this.#parts.scheduleLock(lockAt);
    this.#parts.tellPages('unlocked');
  }

  async #lockAfterMs(): Promise<number> {
    return (await this.#parts.local.readLockAfterMs()) ?? DEFAULT_LOCK_AFTER_MS;
  }
}

function headAnswer(copies: readonly HeadAnswer[]): HeadAnswer {
  const order: readonly HeadAnswer[] = ['newer-format', 'good', 'damaged'];
  return order.find((answer) => copies.includes(answer)) ?? 'missing';
}
