// What the user can decide when storage failed: mend single parts, take the copy, or keep what is there. Whatever is
// written as a whole goes into a new database and is read back before it counts; nothing here deletes anything.
import { type Bytes, equalBytes } from '../../core/bytes/bytes.ts';
import { encodeHex } from '../../core/bytes/hex.ts';
import { buildCommit, type VaultChange } from '../../core/vault/commit.ts';
import {
  checkRecords,
  isExpected,
  type Readable,
  type RecordTrouble,
} from '../../core/vault/check-records.ts';
import { isHeaderAuthentic } from '../../core/vault/header.ts';
import { entriesOf, passkeysOf, recordsOf, sheetsOf } from '../../core/vault/records/history.ts';
import type { StoredRecord } from '../../core/vault/records/record.ts';
import type { SheetRecord } from '../../core/vault/records/recovery-sheet.ts';
import type { ReadRecord } from '../../core/vault/vault.ts';
import { type MirrorMedium, MirrorStore } from '../../core/vault/mirror/mirror-store.ts';
import type { Outside } from '../../core/vault/outside.ts';
import { mayWrite } from '../../core/vault/start-up.ts';
import {
  type Generations,
  HEAD_KEYS,
  rootKey,
  StoreError,
  type StoreKey,
  type VaultStore,
} from '../../core/vault/store.ts';
import { keysNamedBy } from '../../core/vault/records/history.ts';
import { Vault } from '../../core/vault/vault.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import { type AnchorStore, examineVault } from './examine-vault.ts';
import type { MirrorService } from './mirror-service.ts';
import type { OpenedVault } from './session-place.ts';
import type { VaultService } from './vault-service.ts';
import { headsFrom, type LocalFacts, type Survey } from './vault-survey.ts';
import { nameGeneration, nextGeneration, readAll, shelveCopy, writeGeneration } from './write-generation.ts';

export interface RepairServiceParts {
  readonly vaults: VaultService;
  readonly mirrors: MirrorService;
  readonly generations: Generations;
  readonly mirror: MirrorMedium;
  readonly anchor: AnchorStore;
  readonly local: LocalFacts;
  readonly outside: Outside;
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

export interface Check {
  readonly checked: number;
  readonly troubles: readonly RecordTrouble[];
  readonly damagedInMirror: number;
  /** Both copies of the vault's own header are whole. */
  readonly areHeadsGood: boolean;
}

export class RepairService {
  readonly #parts: RepairServiceParts;

  constructor(parts: RepairServiceParts) {
    this.#parts = parts;
  }

  /** Compares every record with the index, and mends the mirror from the database: that loses nothing. */
  async check(): Promise<Check> {
    const { vaults, mirror, mirrors } = this.#parts;
    if ((await vaults.opened()).session.decision === 'run-stopped') await vaults.lookAtEngine();
    const { vault, session } = await vaults.opened();
    const { heads } = await vaults.survey();
    const areHeadsGood = heads?.copies.every((copy) => copy === 'good') ?? false;
    if (!mayWrite(session.decision)) return { checked: 0, troubles: [], damagedInMirror: 0, areHeadsGood };
    const store = this.#parts.generations.at(session.generation);
    const outcome = await checkRecords(await vault.state(), store, withoutFailing(mirror));
    // Only a mirror of this very state is mended; one that is held belongs to the user's decision.
    const { is } = await mirrors.sync().catch(() => ({ is: 'failed' }));
    if (is === 'current' && outcome.mendable.length > 0) {
      await mirrors.mend(outcome.mendable, store).catch(() => undefined);
    }
    await vaults.noteTroubles(outcome.troubles.length);
    const { checked, troubles } = outcome;
    return { checked, troubles, damagedInMirror: outcome.damagedInMirror.length, areHeadsGood };
  }

  /** Puts the mirror's envelopes in the place of damaged ones; each is compared with the sealed index first. */
  async repairRecords(): Promise<{ readonly repaired: number; readonly left: number }> {
    const { vaults, mirror, generations } = this.#parts;
    const { troubles } = await this.check();
    const repaired = await vaults.changeOpened(async ({ vault, session }) => {
      const mendable = troubles.filter(({ isGoodInMirror }) => isGoodInMirror);
      const keys = mendable.map(({ key }) => key);
      const copies = await mirror.read(keys);
      // Compared once more: what is read now need not be what was looked at a moment ago.
      const puts = mendable.flatMap(({ key, hash }, index): (readonly [StoreKey, Bytes])[] => {
        const copy = copies[index];
        return isExpected(copy, hash) ? [[key, copy]] : [];
      });
      const { root } = await vault.state();
      await generations.at(session.generation).commit({ expectedSeq: root.seq, puts, deletes: [] });
      vault.forgetEnvelopes(keys);
      return puts.length;
    });
    await vaults.noteTroubles(troubles.length - repaired);
    return { repaired, left: troubles.length - repaired };
  }

  /** The vault's own header in both places again: from the copy by which it was unlocked, or from the good one of two. */
  async repairHeads(): Promise<void> {
    const { vaults, generations } = this.#parts;
    await vaults.changeOpened(async ({ vault, session, open }) => {
      const survey = await vaults.survey();
      const head = authenticHead(survey, open);
      if (head === undefined) throw new RequestFailure('vault-damaged');
      const { root } = await vault.state();
      const puts = HEAD_KEYS.map((key) => [key, head] as const);
      await generations.at(session.generation).commit({ expectedSeq: root.seq, puts, deletes: [] });
    });
  }

  /** Builds a new database from the mirror; the present one stays as it is, set aside. */
  async takeCopy(): Promise<void> {
    const { exclusively, vaults, mirror, outside, mirrors } = this.#parts;
    await exclusively(async () => {
      const { open, session } = await vaults.opened();
      const copy = new MirrorStore(mirror);
      const state = await new Vault(open.keys, copy, outside).state();
      const survey = await vaults.survey();
      const head = authenticHead(survey, open);
      if (head === undefined) throw new RequestFailure('vault-damaged');
      const keys = [rootKey(state.root.seq), ...keysNamedBy(state)];
      const { troubles } = await checkRecords(state, copy, withoutFailing(survey.store));
      // What the copy lost and the old database still has comes from there; both were compared with the sealed index.
      const elsewhere = troubles.filter(({ isGoodInMirror }) => isGoodInMirror).map(({ key }) => key);
      const puts = [
        ...(await readAll(
          keys.filter((key) => !elsewhere.includes(key)),
          copy,
        )),
        ...(await readAll(elsewhere, withoutFailing(survey.store))),
      ];
      await this.#moveTo([...headPuts(head), ...puts], { open, session });
    });
    await mirrors.sync();
  }

  /**
   * The user keeps this database: its next state counts above everything that the copy or the anchor names. The copy,
   * which has something of its own, is put on the shelf first.
   */
  async keepDatabase(): Promise<void> {
    const { exclusively, vaults, mirrors, outside } = this.#parts;
    await exclusively(async () => {
      const { open, session } = await vaults.opened();
      const survey = await vaults.survey();
      if (survey.state === 'two-vaults' && mayWrite(session.decision)) return shelveCopy(this.#parts, survey);
      if (session.decision !== 'ask-mirror-newer' && session.decision !== 'ask-older-copy') {
        throw new RequestFailure('bad-request');
      }
      const store = this.#parts.generations.at(session.generation);
      const { highestSeq } = await examineVault(open.keys, store, survey.mirrorHeader, this.#parts);
      await shelveCopy(this.#parts, survey);
      await new Vault(open.keys, store, outside).commitAndForgetHistory([], highestSeq);
      await vaults.moveSession(session, open, { generation: session.generation, decision: 'run' });
      return undefined;
    });
    await vaults.writeAnchor();
    await mirrors.sync({ isUserDecision: true });
  }

  /** Makes a whole vault again of the records that open by themselves. Their age is unknown; the old database stays. */
  async keepSalvaged(): Promise<void> {
    const { exclusively, vaults, outside, mirrors } = this.#parts;
    await exclusively(async () => {
      const { open, session, vault } = await vaults.opened();
      if (session.decision !== 'run-salvaged') throw new RequestFailure('bad-request');
      const survey = await vaults.survey();
      const head = authenticHead(survey, open);
      if (head === undefined) throw new RequestFailure('vault-damaged');
      const { highestSeq } = await examineVault(open.keys, undefined, survey.mirrorHeader, this.#parts);
      const state = await vault.state();
      const entries = entriesOf(state);
      const records = await vault.readRecords(entries);
      const sheets = await vault.readSheets(sheetsOf(state));
      const passkeys = await vault.readPasskeys(passkeysOf(state));
      const seq = Math.max(highestSeq, await highestRoot(survey.store));
      const root = { seq, committedAt: outside.clock.now(), shards: [], superseded: [] };
      // New ids: under the old ones versions would start again at 1, which old envelopes have had.
      const newIds = new Map(recordsOf(state).map(({ id }) => [id, encodeHex(outside.random.bytes(16))]));
      const changes = [
        ...records.flatMap((read, at) => putUnder(newIds.get(entries[at]?.id ?? ''), read)),
        ...sheets.flatMap((read, at) =>
          putUnder(newIds.get(sheetsOf(state)[at]?.id ?? ''), withNewIds(read, newIds)),
        ),
        ...passkeys.flatMap((read, at) => putUnder(newIds.get(passkeysOf(state)[at]?.id ?? ''), read)),
      ];
      const { puts } = await buildCommit(changes, { root, shards: new Map(), keys: open.keys }, outside);
      await shelveCopy(this.#parts, survey);
      await this.#moveTo([...headPuts(head), ...puts], { open, session });
    });
    await vaults.writeAnchor();
    await mirrors.sync({ isUserDecision: true });
  }

  async #moveTo(
    puts: readonly (readonly [StoreKey, Bytes])[],
    { open, session }: Pick<OpenedVault, 'open' | 'session'>,
  ): Promise<void> {
    const { generations, vaults } = this.#parts;
    const generation = await nextGeneration(this.#parts);
    await writeGeneration(generations, generation, puts);
    await nameGeneration(this.#parts, generation, open.keys.vaultId);
    await vaults.moveSession(session, open, { generation, decision: 'run' });
  }
}

function putUnder(id: string | undefined, read: ReadRecord<StoredRecord>): readonly VaultChange[] {
  return read.ok && id !== undefined ? [{ kind: 'put', id, record: read.record, deletedAt: null }] : [];
}

/** The sheets name accounts and each other by id. */
function withNewIds(
  read: ReadRecord<SheetRecord>,
  newIds: ReadonlyMap<string, string>,
): ReadRecord<SheetRecord> {
  if (!read.ok) return read;
  const { accountId, replaces } = read.record.sheet;
  const sheet = {
    ...read.record.sheet,
    accountId: newIds.get(accountId) ?? accountId,
    replaces: replaces === null ? null : (newIds.get(replaces) ?? null),
  };
  return { ok: true, record: { ...read.record, sheet } };
}

function headPuts(head: Bytes): readonly (readonly [StoreKey, Bytes])[] {
  return HEAD_KEYS.map((key) => [key, head]);
}

/** The head with the highest number that was MACed under this very key. */
function authenticHead(survey: Survey, { keys }: OpenedVault['open']): Bytes | undefined {
  const candidates = [headsFrom(survey, 'database')?.good, headsFrom(survey, 'copy')?.good];
  return candidates
    .filter((head) => head !== undefined)
    .filter(
      ({ header, bytes }) =>
        equalBytes(header.vaultId, keys.vaultId) && isHeaderAuthentic(bytes, keys.headerMac),
    )
    .toSorted((a, b) => b.header.headerSeq - a.header.headerSeq)[0]?.bytes;
}

/** A place that is gone or fails has nothing to add. */
function withoutFailing(store: Readable): Readable {
  return { read: (keys) => store.read(keys).catch(() => keys.map(() => undefined)) };
}

async function highestRoot(store: VaultStore): Promise<number> {
  try {
    return (await store.latestRoot())?.seq ?? 0;
  } catch (error) {
    if (error instanceof StoreError) return 0;
    throw error;
  }
}
