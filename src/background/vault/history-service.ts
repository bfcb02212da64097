import { encodeHex } from '../../core/bytes/hex.ts';
import { compareStates, entriesOf, type HistoryState, wayBackTo } from '../../core/vault/records/history.ts';
import type { VaultChange } from '../../core/vault/commit.ts';
import type { Outside } from '../../core/vault/outside.ts';
import type { VaultRecord } from '../../core/vault/records/record.ts';
import type { SheetRecord } from '../../core/vault/records/recovery-sheet.ts';
import {
  comparePasskeys,
  type PasskeyDifference,
  passkeysBackTo,
} from '../../core/vault/records/passkey-changes.ts';
import { passkeyNames, type PasskeyRecord } from '../../core/vault/records/passkey-record.ts';
import { sheetsBackTo } from '../../core/vault/records/sheet-changes.ts';
import { compareSheets } from '../../core/vault/records/sheet-difference.ts';
import type { Vault } from '../../core/vault/vault.ts';
import type { IndexEntry, PasskeyEntry, SheetEntry } from '../../core/vault/vault-index.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { ChangedAccounts, HistoryView } from '../../messaging/page-responses.ts';
import { commitSheets, withCounts } from '../accounts/commit-sheets.ts';
import { sheetsPassedOn } from '../accounts/inherited-sheets.ts';
import type { VaultService } from './vault-service.ts';

/** How long an account stays in the trash. */
const TRASH_LIFE_MS = 30 * 24 * 60 * 60_000;

export class HistoryService {
  readonly #vaults: VaultService;
  readonly #outside: Outside;

  constructor(vaults: VaultService, outside: Outside) {
    this.#vaults = vaults;
    this.#outside = outside;
  }

  /** What each of the last states changed, the newest first. The oldest one has nothing to compare with and is left out. */
  list(): Promise<readonly HistoryView[]> {
    return this.#vaults.read(async (vault) => {
      const states = await vault.history();
      return states.slice(0, -1).map((state, index) => viewOf(state, states[index + 1] ?? state));
    });
  }

  /**
   * Makes the accounts again what they were before the state with this number; that is a change of its own. With `ifLast`
   * only where nothing was changed after it.
   */
  undo(seq: number, ifLast = false): Promise<{ readonly lost: number }> {
    return this.#vaults.change(async (vault) => {
      if (ifLast && (await vault.root()).seq !== seq) throw new RequestFailure('changed-since');
      const states = await vault.history();
      const at = states.findIndex(({ root }) => root.seq === seq);
      const target = states[at + 1];
      if (at < 0 || target === undefined) throw new RequestFailure('not-found');
      const later = states.slice(0, at + 1).toReversed();
      const added = await recordsAddedSince(target, vault);
      const now = this.#outside.clock.now();
      const newId = () => encodeHex(this.#outside.random.bytes(16));
      const way = await wayBackTo(
        target,
        later,
        async (entry) => added.get(entry) ?? recordOf(vault, entry),
        {
          random: this.#outside.random,
          now,
        },
      );
      const sheets = await sheetsBackTo(target, later, (entry) => sheetOf(vault, entry), {
        now,
        newId,
        renamed: way.renamed,
      });
      const passkeys = await passkeysBackTo(target, later, (entry) => passkeyOf(vault, entry), {
        now,
        newId,
      });
      // An account that was erased does not come back, and its sheets stay with the one that has them by now.
      const there = new Set([...(await vault.entries()), ...way.changes].map(({ id }) => id));
      const kept = sheets.changes.filter(({ record }) => there.has(record.sheet.accountId));
      await commitSheets(vault, [...way.changes, ...kept, ...passkeys.changes]);
      return { lost: way.lost.length + sheets.lost + passkeys.lost };
    });
  }

  /** Removes what is in the trash for good, and every past state with it. */
  emptyTrash(): Promise<number> {
    return this.#removeTrashed(
      () => true,
      (vault, changes) => vault.commitAndForgetHistory(changes),
    );
  }

  /**
   * What was in the trash for 30 days goes, and stays in the history like any change: a clock that was wrong for a moment
   * must not cost what cannot be undone. Called after unlocking; nothing is written where nothing is due.
   */
  async dropExpired(): Promise<number> {
    const now = this.#outside.clock.now();
    const isDue = (deletedAt: number) => now - deletedAt >= TRASH_LIFE_MS;
    const entries = await this.#vaults.glance(async (vault) => [
      ...(await vault.entries()),
      ...(await vault.sheets()),
      ...(await vault.passkeys()),
    ]);
    if (!entries.some(({ deletedAt }) => deletedAt !== null && isDue(deletedAt))) return 0;
    return this.#removeTrashed(isDue, (vault, changes) => vault.commit(changes));
  }

  #removeTrashed(
    isDue: (deletedAt: number) => boolean,
    commit: (vault: Vault, changes: readonly VaultChange[]) => Promise<void>,
  ): Promise<number> {
    return this.#vaults.change(async (vault) => {
      const due = (await vault.entries()).filter(({ deletedAt }) => deletedAt !== null && isDue(deletedAt));
      const gone = new Set(due.map(({ id }) => id));
      const staying = (await vault.entries()).filter(({ id }) => !gone.has(id));
      const after = new Map(staying.map(({ id, deletedAt }) => [id, deletedAt]));
      const passed = (await sheetsPassedOn(vault, gone, { after, alsoTrash: true })).filter(
        ({ deletedAt }) => deletedAt === null || !isDue(deletedAt),
      );
      const kept = new Set(passed.map(({ id }) => id));
      const sheets = (await vault.sheets()).filter(
        ({ id, sheet, deletedAt }) =>
          (gone.has(sheet.accountId) && !kept.has(id)) || (deletedAt !== null && isDue(deletedAt)),
      );
      const passkeys = (await vault.passkeys()).filter(
        ({ deletedAt }) => deletedAt !== null && isDue(deletedAt),
      );
      const removals = [...due, ...sheets, ...passkeys].map(
        ({ id }): VaultChange => ({ kind: 'remove', id }),
      );
      const changes = passed.length === 0 ? removals : await withCounts(vault, [...removals, ...passed]);
      if (changes.length > 0) await commit(vault, changes);
      return due.length + passkeys.length;
    });
  }
}

async function recordOf(vault: Vault, entry: IndexEntry): Promise<VaultRecord | undefined> {
  const [read] = await vault.readRecords([entry]);
  return read?.ok === true ? read.record : undefined;
}

async function sheetOf(vault: Vault, entry: SheetEntry): Promise<SheetRecord | undefined> {
  const [read] = await vault.readSheets([entry]);
  return read?.ok === true ? read.record : undefined;
}

async function passkeyOf(vault: Vault, entry: PasskeyEntry): Promise<PasskeyRecord | undefined> {
  const [read] = await vault.readPasskeys([entry]);
  return read?.ok === true ? read.record : undefined;
}

/** Read together: an import of thousands, one by one, would take minutes to undo. */
async function recordsAddedSince(
  target: HistoryState,
  vault: Vault,
): Promise<ReadonlyMap<IndexEntry, VaultRecord>> {
  const before = new Set(entriesOf(target).map(({ id }) => id));
  const added = (await vault.entries()).filter(({ id }) => !before.has(id));
  const records = new Map<IndexEntry, VaultRecord>();
  for (const [index, read] of (await vault.readRecords(added)).entries()) {
    const entry = added[index];
    if (entry !== undefined && read.ok) records.set(entry, read.record);
  }
  return records;
}

/** A passkey stands among the accounts, under its site's name and its own. */
function viewOf(state: HistoryState, before: HistoryState): HistoryView {
  const accounts = compareStates(before, state);
  const passkeys = comparePasskeys(before, state);
  const sheets = compareSheets(before, state);
  const namesById = new Map(
    entriesOf(state).map(({ id, account: { issuer, accountName } }) => [id, { issuer, accountName }]),
  );
  const sheetsOf = (ids: readonly string[]) =>
    firstFew(ids.map((id) => namesById.get(id)).filter((names) => names !== undefined));
  const part = (kind: keyof PasskeyDifference) => {
    const names = [
      ...accounts[kind].map(({ account: { issuer, accountName } }) => ({ issuer, accountName })),
      ...passkeys[kind].map(({ passkey }) => passkeyNames(passkey)),
    ];
    return firstFew(names);
  };
  return {
    seq: state.root.seq,
    committedAt: state.root.committedAt,
    accounts: entriesOf(state).filter(({ deletedAt }) => deletedAt === null).length,
    added: part('added'),
    edited: part('edited'),
    trashed: part('trashed'),
    restored: part('restored'),
    removed: part('removed'),
    used: part('used'),
    sheetsKept: sheetsOf(sheets.kept),
    sheetsTrashed: sheetsOf(sheets.trashed),
    sheetsSpent: sheetsOf(sheets.spent),
    sheetsChanged: sheetsOf(sheets.changed),
  };
}

function firstFew(names: ChangedAccounts['first']): ChangedAccounts {
  return { count: names.length, first: names.slice(0, 3) };
}
