// The owner of the vault: the only code that holds the vault key outside of storage.session.
import { decodeBase64, encodeBase64 } from '../core/bytes/base64.ts';
import { decodeHex, encodeHex } from '../core/bytes/hex.ts';
import {
  createVault,
  type Heads,
  type NewPassphrase,
  type OpenKeys,
  readHeads,
  unlockVault,
} from '../core/vault/head.ts';
import { isAcceptableKdf } from '../core/vault/kdf-parameters.ts';
import { deriveVaultKeys } from '../core/vault/keys.ts';
import type { UnlockedSession } from '../core/vault/lock.ts';
import type { Outside } from '../core/vault/outside.ts';
import { decideStartUp, type EngineAnswer, type HeadAnswer } from '../core/vault/start-up.ts';
import { StoreError, type VaultStore } from '../core/vault/store.ts';
import { Vault } from '../core/vault/vault.ts';
import { RequestFailure } from '../messaging/failure.ts';
import type { PageEvent, VaultStatus } from '../messaging/page-responses.ts';
import { Session, type SessionParts, type SessionStore } from './unlocked-session.ts';

/** The engine as the service needs it: a store that can be looked at without being created. */
export interface VaultEngine extends VaultStore {
  probe(): Promise<EngineAnswer>;
  create(): Promise<void>;
}

export interface LocalFacts {
  hasInstalledMarker(): Promise<boolean>;
  writeInstalledMarker(marker: { vaultId: string; createdAt: number }): Promise<void>;
}

export interface VaultServiceParts {
  readonly engine: VaultEngine;
  readonly session: SessionStore;
  readonly local: LocalFacts;
  readonly outside: Outside;
  /** Runs `work` alone: no other writer of this vault at the same time, in any context of the extension. */
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly tellPages: (event: PageEvent) => void;
  readonly lockChoice: SessionParts['lockChoice'];
  readonly scheduleLock: SessionParts['scheduleLock'];
}

export class VaultService {
  readonly #parts: VaultServiceParts;
  readonly #session: Session;
  /** A cache, never the truth: it is used only while storage.session holds a live session for the same key. */
  #opened: { readonly vaultKey: string; readonly vault: Vault } | undefined;

  constructor(parts: VaultServiceParts) {
    this.#parts = parts;
    const { session: store, scheduleLock, lockChoice, outside } = parts;
    this.#session = new Session({ store, clock: outside.clock, lockChoice, scheduleLock });
  }

  async status(): Promise<VaultStatus> {
    const session = await this.#live(() => this.#session.look());
    if (session !== undefined) return { state: 'unlocked', lockAt: session.lockAt };
    const { engine, head, heads } = await this.#askEngine();
    const installedMarker = await this.#parts.local.hasInstalledMarker();
    const state = decideStartUp({ engine, head, installedMarker });
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
    await this.#restoreMarker(encodeHex(unlocked.open.keys.vaultId));
    await this.#startSession(unlocked.open);
  }

  async lock(): Promise<void> {
    await this.#session.end();
    this.#afterLock();
  }

  /** Locks if it is time; called by alarms, which may fire late or early. */
  async lockIfOver(): Promise<void> {
    if (await this.#session.endIfOver()) this.#afterLock();
  }

  /** The user chose another lock: its time counts from now, also where it is shorter. */
  async lockChoiceChanged(): Promise<void> {
    await this.#live(() => this.#session.use());
  }

  /** Runs `work` on the unlocked vault and counts as using it. Throws `RequestFailure` `locked`. */
  async read<Value>(work: (vault: Vault) => Promise<Value>): Promise<Value> {
    return work(await this.#vault(() => this.#session.use()));
  }

  /** As `read`, where there is an unlocked vault; otherwise why there is none. One look at the session for both. */
  async readOrStatus<Value>(
    work: (vault: Vault, lockAt: number | null) => Promise<Value>,
  ): Promise<{ readonly value: Value } | { readonly status: VaultStatus }> {
    const session = await this.#live(() => this.#session.use());
    if (session === undefined) return { status: await this.status() };
    return { value: await work(this.#vaultOf(session), session.lockAt) };
  }

  /** As `read`, for what nobody asked for: a page that changes by itself must not keep the vault open. */
  async glance<Value>(work: (vault: Vault) => Promise<Value>): Promise<Value> {
    return work(await this.#vault(() => this.#session.look()));
  }

  /** As `read`, alone among writers; afterwards open pages are told. */
  async change<Value>(work: (vault: Vault) => Promise<Value>): Promise<Value> {
    const value = await this.#parts.exclusively(async () => {
      const vault = await this.#vault(() => this.#session.use());
      try {
        return await work(vault);
      } catch (error) {
        // Where the commit may have been stored, or somebody else's was, the next reader asks the store. After any
        // other failure the opened index is still the current one, and shows what is there while the engine is down.
        if (!isKnownUnstored(error)) vault.forget();
        throw error;
      }
    });
    this.#parts.tellPages('changed');
    return value;
  }

  async #vault(find: () => ReturnType<Session['look']>): Promise<Vault> {
    const session = await this.#live(find);
    if (session === undefined) throw new RequestFailure('locked');
    return this.#vaultOf(session);
  }

  #vaultOf(session: UnlockedSession): Vault {
    if (this.#opened?.vaultKey !== session.vaultKey) {
      this.#opened = { vaultKey: session.vaultKey, vault: this.#openVault(session) };
    }
    return this.#opened.vault;
  }

  #afterLock(): void {
    this.#opened = undefined;
    this.#parts.tellPages('locked');
  }

  async #askEngine(): Promise<{ engine: EngineAnswer; head: HeadAnswer; heads: Heads | undefined }> {
    const { engine } = this.#parts;
    const answer = await engine.probe();
    if (answer !== 'opened') return { engine: answer, head: 'missing', heads: undefined };
    try {
      const heads = await readHeads(engine);
      const head = headAnswer(heads.copies);
      // Roots without a head are what is left of a vault, never a first run.
      const isLeftOver = head === 'missing' && (await engine.latestRoot()) !== undefined;
      return { engine: answer, head: isLeftOver ? 'damaged' : head, heads };
    } catch (error) {
      if (error instanceof StoreError) return { engine: 'failed', head: 'missing', heads: undefined };
      throw error;
    }
  }

  /** Missing where the browser died between the first commit and the marker; that it cannot be written locks nobody out. */
  async #restoreMarker(vaultId: string): Promise<void> {
    const { local, outside } = this.#parts;
    try {
      if (await local.hasInstalledMarker()) return;
      await local.writeInstalledMarker({ vaultId, createdAt: outside.clock.now() });
    } catch {
      // Its loss matters only once the database is lost too.
    }
  }

  #openVault({ vaultKey, vaultId, epoch }: UnlockedSession): Vault {
    const key = decodeBase64(vaultKey);
    const id = decodeHex(vaultId);
    if (key === undefined || id === undefined) throw new RequestFailure('locked');
    return new Vault(deriveVaultKeys(key, id, epoch), this.#parts.engine, this.#parts.outside);
  }

  /** Undefined where the vault is locked; a session that is over is ended first. */
  async #live(find: () => ReturnType<Session['look']>): Promise<UnlockedSession | undefined> {
    const session = await find();
    if (session !== 'over' && session !== undefined) return session;
    this.#opened = undefined;
    if (session === 'over') await this.lockIfOver();
    return undefined;
  }

  async #startSession({ vaultKey, keys }: OpenKeys): Promise<void> {
    const { vaultId, epoch } = keys;
    await this.#session.start({
      vaultKey: encodeBase64(vaultKey),
      vaultId: encodeHex(vaultId),
      epoch,
    });
    this.#parts.tellPages('unlocked');
  }
}

function headAnswer(copies: readonly HeadAnswer[]): HeadAnswer {
  const order: readonly HeadAnswer[] = ['newer-format', 'good', 'damaged'];
  return order.find((answer) => copies.includes(answer)) ?? 'missing';
}

function isKnownUnstored(error: unknown): boolean {
  if (error instanceof RequestFailure) return true;
  return error instanceof StoreError && (error.code === 'full' || error.code === 'unavailable');
}
