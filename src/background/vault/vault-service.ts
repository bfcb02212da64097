// The owner of the vault: the only code that holds the vault key outside of storage.session.
import { forgetLastMatch } from '../../core/bytes/forget-last-match.ts';
import { encodeHex } from '../../core/bytes/hex.ts';
import { encodeAnchor } from '../../core/vault/mirror/anchor.ts';
import type { IndexState } from '../../core/vault/commit.ts';
import { createVault, type NewPassphrase, type OpenKeys, unlockVault } from '../../core/vault/head.ts';
import { isAcceptableKdf } from '../../core/vault/keys/kdf-parameters.ts';
import { hashOf } from '../../core/vault/keys/keys.ts';
import type { UnlockedSession } from '../../core/vault/lock.ts';
import type { MirrorMedium } from '../../core/vault/mirror/mirror-store.ts';
import type { Outside } from '../../core/vault/outside.ts';
import { mayWrite } from '../../core/vault/start-up.ts';
import type { Generations } from '../../core/vault/store.ts';
import type { Vault } from '../../core/vault/vault.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { PageEvent, VaultStatus } from '../../messaging/page-responses.ts';
import { type AnchorStore, examineVault } from './examine-vault.ts';
import { Session, type SessionParts, type SessionStore } from './unlocked-session.ts';
import { lockedStatus, unlockedStatus } from './vault-status.ts';
import { EngineTrouble, type EngineTroubleParts, runningState } from './engine-trouble.ts';
import { restoreMarker, writeMarker } from './installed-marker.ts';
import type { ChangeMark } from './change-mark.ts';
import type { RecentSurvey } from './recent-survey.ts';
import { isLeftBehind, openedVault, type OpenedVault, placeOf } from './session-place.ts';
import { VaultWriting } from './vault-writing.ts';
import { headsFrom, type LocalFacts, type Survey, surveyVault } from './vault-survey.ts';

export interface VaultServiceParts extends EngineTroubleParts {
  readonly generations: Generations;
  readonly mirror: MirrorMedium;
  readonly mark: Pick<ChangeMark, 'beside'>;
  readonly anchor: AnchorStore;
  readonly session: SessionStore;
  readonly local: LocalFacts;
  readonly outside: Outside;
  /** Runs `work` alone: no other writer of this vault at the same time, in any context of the extension. */
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly tellPages: (event: PageEvent) => void;
  readonly lockChoice: SessionParts['lockChoice'];
  readonly scheduleLock: SessionParts['scheduleLock'];
  readonly recent: RecentSurvey;
  /** Called before and after what is stored, or how far it is trusted, changes; nothing has changed for a caller before it is done. */
  readonly onChanging: () => Promise<void>;
  /** Called when what is stored has changed, or may have: the mirror follows. */
  readonly onStored: () => void;
}

export class VaultService {
  readonly #parts: VaultServiceParts;
  readonly #session: Session;
  readonly #trouble: EngineTrouble;
  readonly #writing: VaultWriting;
  /** A cache, never the truth: it is used only while storage.session holds a live session for the same key. */
  #opened: (OpenedVault & { readonly sessionKey: string }) | undefined;

  constructor(parts: VaultServiceParts) {
    this.#parts = parts;
    this.#trouble = new EngineTrouble(parts);
    this.#session = new Session({ ...parts, store: parts.session, clock: parts.outside.clock });
    this.#writing = new VaultWriting({
      exclusively: parts.exclusively,
      // Where nothing may be written the session says so before anything is read.
      known: () => (this.#opened && mayWrite(this.#opened.session.decision) ? this.#opened.vault : undefined),
      opened: () => this.opened(),
      isLeftBehind: (session) => isLeftBehind(session, parts),
      lock: () => this.lock(),
      changing: () => this.#changing(),
      mark: parts.mark,
      trouble: this.#trouble,
      lookAtEngine: () => this.lookAtEngine(),
    });
  }

  async status(): Promise<VaultStatus> {
    const session = await this.#live(() => this.#session.look());
    if (session !== undefined) return unlockedStatus(session);
    return lockedStatus(this.#parts.recent.note(await this.survey()));
  }

  /** Whether this worker has opened an index; what it is of is for a session to say. */
  get hasIndex(): boolean {
    return this.#opened?.vault.isOpened === true;
  }

  survey(): Promise<Survey> {
    return surveyVault(this.#parts);
  }

  /** A vault in a browser that has none. Where there is one, `RepairService` sets it aside first. */
  async create(passphrase: NewPassphrase): Promise<void> {
    if (!isAcceptableKdf(passphrase.kdf)) throw new RequestFailure('bad-request');
    await this.#parts.exclusively(async () => {
      const session = await this.#live(() => this.#session.look());
      const survey = await this.survey();
      if (session !== undefined || survey.state !== 'first-run') throw new RequestFailure('vault-exists');
      await this.createIn(survey.generation, passphrase);
    });
  }

  /** The caller holds the writer's lock, and knows that this generation holds nothing. */
  async createIn(generation: number, passphrase: NewPassphrase): Promise<void> {
    const { generations, outside } = this.#parts;
    const store = generations.at(generation);
    await store.create();
    const open = await createVault(passphrase, store, outside);
    await this.#startSession(open, { generation, decision: 'run' });
    await writeMarker(this.#parts, { vaultId: encodeHex(open.keys.vaultId), generation });
    this.#stored();
  }

  async unlock(
    slotId: string,
    secret: NewPassphrase['derivedKey'],
    source: 'database' | 'copy' = 'database',
  ): Promise<void> {
    const survey = await this.#parts.recent.takeOr(() => this.survey());
    const heads = headsFrom(survey, source);
    if (heads === undefined) {
      // The engine answers otherwise than when the form was shown: the pages ask anew and show what it is now.
      this.#parts.tellPages('locked');
      throw new RequestFailure('changed-since');
    }
    const unlocked = await unlockVault(slotId, secret, heads, this.#parts.outside);
    if (!unlocked.ok) {
      throw new RequestFailure(unlocked.error === 'wrong-secret' ? 'wrong-passphrase' : 'vault-damaged');
    }
    const { open } = unlocked;
    // The user chose the copy of another vault: the database under it is not this vault's.
    const isDatabaseOurs = survey.engine === 'opened' && survey.state !== 'two-vaults';
    const store = source === 'database' || isDatabaseOurs ? survey.store : undefined;
    const examined = await examineVault(open.keys, store, survey.mirrorHeader, this.#parts);
    const { decision, state, isAnchored } = examined;
    const { generation } = survey;
    const isOwn = mayWrite(decision) && source === 'database';
    await Promise.all([
      this.#startSession(open, { generation, decision }, state),
      isOwn ? restoreMarker(this.#parts, { vaultId: encodeHex(open.keys.vaultId), generation }) : undefined,
    ]);
    if (!isOwn) return;
    this.#parts.onStored();
    if (!isAnchored) this.writeAnchor().catch(() => undefined);
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
    await this.#changing();
    await this.#live(() => this.#session.use());
    // What was prepared in between is good until the time of before.
    await this.#changing();
  }

  /** Runs `work` on the unlocked vault and counts as using it. Throws `RequestFailure` `locked`. */
  async read<Value>(work: (vault: Vault) => Promise<Value>): Promise<Value> {
    return work((await this.opened()).vault);
  }

  /** The unlocked vault with its keys; counts as using it. */
  opened(): Promise<OpenedVault> {
    return this.#vault(() => this.#session.use());
  }

  /** As `read`, where there is an unlocked vault; otherwise why there is none. One look at the session for both. */
  async readOrStatus<Value>(
    work: (vault: Vault, session: UnlockedSession) => Promise<Value>,
  ): Promise<{ readonly value: Value } | { readonly status: VaultStatus }> {
    const session = await this.#live(() => this.#session.use());
    if (session === undefined) return { status: await this.status() };
    return { value: await work(this.#vaultOf(session).vault, session) };
  }

  /** As `read`, for what nobody asked for: a page that changes by itself must not keep the vault open. */
  async glance<Value>(work: (vault: Vault, session: UnlockedSession) => Promise<Value>): Promise<Value> {
    const { vault, session } = await this.#vault(() => this.#session.look());
    return work(vault, session);
  }

  /** For what is kept beside the key: a lock that comes meanwhile waits for `work`, and one that came before keeps it from running. */
  whileUnlocked(work: () => Promise<void>): Promise<void> {
    return this.#session.whileLive(work);
  }

  /**
   * As `read`, alone among writers; afterwards open pages are told and the mirror follows. Where the engine failed since the
   * browser was started the mirror must have the change too, and is waited for where the engine is in doubt. `work` begins
   * before it is known that the vault is unlocked and may be run twice: it changes nothing but by the vault's commits, which
   * wait (see `VaultWriting`).
   */
  async change<Value>(work: (vault: Vault) => Promise<Value>): Promise<Value> {
    const value = await this.#writing.change(work);
    await this.#changed();
    return value;
  }

  /** As `change`, for what stores past the vault, or asks how far it is trusted. */
  async changeOpened<Value>(work: (opened: OpenedVault) => Promise<Value>): Promise<Value> {
    const value = await this.#writing.changeOpened(work);
    await this.#changed();
    return value;
  }

  #changed(): Promise<void> {
    this.#stored();
    this.#parts.tellPages('changed');
    return this.#trouble.mirrorIfItFailed();
  }

  /** What this worker stores may not be there at the next start of the browser: each change waits for the mirror. */
  doubtEngine(): void {
    this.#trouble.doubt();
  }

  /**
   * An open vault whose database has stopped takes no changes and says so, and takes them again when the database is as it
   * was. What is opened stays opened: it may be newer than the copy.
   */
  async lookAtEngine(): Promise<void> {
    const session = await this.#session.look();
    if (session === undefined || session === 'over') return;
    const { vault, open } = this.#vaultOf(session);
    if (!mayWrite(session.decision) && session.decision !== 'run-stopped') return;
    const state = await vault.state();
    const found = await runningState(open, { session, state, survey: await this.survey() }, this.#parts);
    if ((found !== undefined) === mayWrite(session.decision)) return;
    const decision = found?.decision ?? 'run-stopped';
    await this.moveSession(session, open, { generation: session.generation, decision });
    const moved = await this.#session.look();
    if (moved !== undefined && moved !== 'over') this.#vaultOf(moved).vault.adopt(found?.state ?? state);
  }

  /**
   * The unlocked vault goes on under other keys, in another database or on another decision. Where it was locked in the
   * meantime it stays locked.
   */
  async moveSession(
    from: UnlockedSession,
    open: OpenKeys,
    place: Pick<UnlockedSession, 'generation' | 'decision'>,
  ): Promise<void> {
    this.#opened = undefined;
    await this.#changing();
    const hasMoved = await this.#session.move(from, placeOf(open, place));
    await this.#changing();
    if (hasMoved) this.#parts.tellPages('unlocked');
  }

  async #startSession(
    open: OpenKeys,
    place: Pick<UnlockedSession, 'generation' | 'decision'>,
    state?: IndexState,
  ): Promise<void> {
    this.#opened = undefined;
    const session = await this.#session.start(placeOf(open, place));
    // In the same turn as the session: a lock that comes from now on clears this too.
    if (state !== undefined) this.#vaultOf(session).vault.adopt(state);
    this.#parts.tellPages('unlocked');
  }

  async #vault(find: () => ReturnType<Session['look']>): Promise<OpenedVault> {
    const session = await this.#live(find);
    if (session === undefined) throw new RequestFailure('locked');
    return this.#vaultOf(session);
  }

  #vaultOf(session: UnlockedSession): OpenedVault {
    const sessionKey = `${session.vaultKey} ${session.generation} ${session.decision}`;
    if (this.#opened?.sessionKey !== sessionKey)
      this.#opened = { ...openedVault(session, this.#parts), sessionKey };
    return { ...this.#opened, session };
  }

  #afterLock(): void {
    this.#opened = undefined;
    forgetLastMatch();
    // What is being prepared of this session must not be there in the next.
    void this.#changing();
    this.#parts.tellPages('locked');
  }

  /** That it fails keeps nobody from their vault. */
  #changing(): Promise<void> {
    return this.#parts.onChanging().catch(() => undefined);
  }

  /** The anchor and the mirror follow what is stored; nobody waits for them, and their failure is no failure of the change. */
  #stored(): void {
    this.#parts.onStored();
    this.writeAnchor().catch(() => undefined);
  }

  /** How many accounts were found damaged; shown until the vault is locked or they are mended. */
  async noteTroubles(troubles: number): Promise<void> {
    if (await this.#session.note({ troubles })) this.#parts.tellPages('changed');
  }

  async writeAnchor(): Promise<void> {
    const session = await this.#session.look();
    if (session === undefined || session === 'over' || !mayWrite(session.decision)) return;
    const { open } = this.#vaultOf(session);
    // Of the database itself: the copy, which is read while the database fails, must not set the anchor back.
    const latest = await this.#parts.generations.at(session.generation).latestRoot();
    if (latest === undefined) return;
    const anchor = { seq: latest.seq, rootHash: hashOf(latest.envelope) };
    await this.#parts.anchor.write(encodeAnchor(anchor, open.keys));
  }

  /** Undefined where the vault is locked; a session that is over is ended first. */
  async #live(find: () => ReturnType<Session['look']>): Promise<UnlockedSession | undefined> {
    const session = await find();
    if (session !== 'over' && session !== undefined) return session;
    this.#opened = undefined;
    if (session === 'over') await this.lockIfOver();
    return undefined;
  }
}
