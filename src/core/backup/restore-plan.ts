// What restoring each record of a backup would mean for the vault as it is now. Nothing is changed by planning.
import { encodeHex } from '../bytes/hex.ts';
import type { Account } from '../vault/records/account.ts';
import {
  type AccountDifference,
  codesOf,
  differencesBetween,
  fieldsThatDiffer,
  makesSameCodes,
  replacedBy,
} from './account-difference.ts';
import type { BackupContent, BackupRecord } from './backup-content.ts';
import type { CurrentRecord, CurrentVault } from './current-vault.ts';
import { type PasskeyRestoreItem, planPasskeys } from './restore-passkeys.ts';
import { areSheetsCovered } from './restore-sheets.ts';

/**
 * - `new`: nothing like it in the vault.
 * - `same`: the vault has it; restoring it would change nothing.
 * - `conflicting`: the vault has it with other details, or has another secret under its id or its name.
 * - `in-trash`: the vault has it in the trash.
 * - `removed`: the vault removed it for good; it would come back under a new id.
 * - `unreadable`: the vault lists it, but its record is damaged or missing.
 */
export type RestoreKind = 'new' | 'same' | 'conflicting' | 'in-trash' | 'removed' | 'unreadable';

/**
 * - `leave`: the vault stays as it is.
 * - `add`: as an account of its own.
 * - `replace`: in the place of `current`, which has the same secret (or none that can be read); counters and recovery
 *   codes do not move back, and an account in the trash comes out of it unless the backup had it there too.
 */
export type RestoreChoice = 'leave' | 'add' | 'replace';

export interface RestoreItem {
  /** Of the record in the backup; the choice is made under this id. */
  readonly id: string;
  readonly kind: RestoreKind;
  /** Holds a secret: a page is shown its account only. */
  readonly backup: BackupRecord;
  /** What it was compared with; null for `new` and `removed`. */
  readonly current: CurrentRecord | null;
  /** What would change in `current`; for an account of another secret, in what they differ. */
  readonly differences: readonly AccountDifference[];
  readonly offers: readonly RestoreChoice[];
  /** Where a preview starts from. Nothing is done unless it is chosen. */
  readonly suggested: RestoreChoice;
}

export interface RestorePlan {
  /** In the order of the backup. */
  readonly items: readonly RestoreItem[];
  readonly passkeys: readonly PasskeyRestoreItem[];
  /** They follow the account that they belong to. */
  readonly content: BackupContent;
  readonly vault: CurrentVault;
}

/** Differences that only catch up: the vault is behind, as after its own data was set back. */
const CATCHING_UP: ReadonlySet<AccountDifference> = new Set(['counter', 'recoveryCodesLeft']);

export function planRestore(content: BackupContent, vault: CurrentVault): RestorePlan {
  const lookup = new VaultLookup(vault);
  return {
    items: content.records.map((record) => ({
      ...withSheets(planRecord(record, lookup), record, content, vault),
      id: record.id,
      backup: record,
    })),
    passkeys: planPasskeys(content, vault),
    content,
    vault,
  };
}

type Planned = Omit<RestoreItem, 'id' | 'backup'>;

/** An account that is the same, but for its sheets, is asked about: nothing is changed that was not chosen. */
function withSheets(
  plan: Planned,
  backup: BackupRecord,
  content: BackupContent,
  vault: CurrentVault,
): Planned {
  const { kind, current } = plan;
  if (kind !== 'same' || current === null) return plan;
  if (areSheetsCovered(backup.id, current.entry.id, content, vault)) return plan;
  const differences: readonly AccountDifference[] = ['recoverySheets'];
  return planned('conflicting', ['leave', 'replace'], { current, differences, suggested: 'replace' });
}

function planRecord(backup: BackupRecord, lookup: VaultLookup): Planned {
  const twins = lookup.twinsOf(backup);
  const same = twins.find((twin) => isCoveredBy(backup, twin));
  if (same !== undefined) return planned('same', ['leave'], { current: same });
  const sameId = lookup.byId.get(backup.id);
  if (sameId?.record === null) return planUnreadable(backup, sameId);
  const inUse = twins.find(({ entry }) => entry.deletedAt === null);
  if (inUse !== undefined) return planTwin(backup, inUse);
  const inTrash = twins[0];
  if (inTrash !== undefined) {
    const differences = changesTo(inTrash, backup);
    return planned('in-trash', ['leave', 'replace'], { current: inTrash, differences });
  }
  const other = sameId ?? lookup.otherOf(backup);
  if (other !== undefined) return planOther(backup, other);
  if (lookup.removed.has(backup.id)) return planned('removed', ['leave', 'add']);
  const namesake = lookup.namesakeOf(backup);
  return namesake === undefined
    ? planned('new', ['leave', 'add'], { suggested: 'add' })
    : planOther(backup, namesake);
}

function planTwin(backup: BackupRecord, current: CurrentRecord): Planned {
  const differences = changesTo(current, backup);
  const onlyCatchesUp = differences.every((difference) => CATCHING_UP.has(difference));
  const suggested = onlyCatchesUp ? 'replace' : 'leave';
  return planned('conflicting', ['leave', 'replace', 'add'], { current, differences, suggested });
}

/** The description in the index is authentic; only with the same parameters may its secret be the one in the backup. */
function planUnreadable(backup: BackupRecord, current: CurrentRecord): Planned {
  const { account } = backup.record;
  const differences = fieldsThatDiffer(current.entry.account, account);
  return codesOf(current.entry.account.parameters) === codesOf(account.parameters)
    ? planned('unreadable', ['leave', 'replace', 'add'], { current, differences, suggested: 'replace' })
    : planned('unreadable', ['leave', 'add'], { current, differences, suggested: 'add' });
}

/** A secret is never overwritten by another one, so there is nothing to replace. */
function planOther(backup: BackupRecord, current: CurrentRecord): Planned {
  const differences =
    current.record === null
      ? fieldsThatDiffer(current.entry.account, backup.record.account)
      : differencesBetween(current.record, backup.record);
  return planned('conflicting', ['leave', 'add'], { current, differences });
}

function planned(kind: RestoreKind, offers: readonly RestoreChoice[], more: Partial<Planned> = {}): Planned {
  return { kind, offers, current: null, differences: [], suggested: 'leave', ...more };
}

/** True where `twin` already says all that the backup does. One in the trash does so only for one in the trash. */
function isCoveredBy(backup: BackupRecord, twin: CurrentRecord): boolean {
  const isPresent = twin.entry.deletedAt === null || backup.deletedAt !== null;
  return isPresent && changesTo(twin, backup).length === 0;
}

function changesTo({ entry, record }: CurrentRecord, backup: BackupRecord): readonly AccountDifference[] {
  const current = record?.account ?? entry.account;
  return fieldsThatDiffer(current, replacedBy(current, backup.record.account));
}

/** An account without any name is nobody's namesake. */
function nameOf({ issuer, accountName }: Account): string {
  const parts = [issuer, accountName].map((part) => part.normalize('NFKC').trim().toLowerCase());
  return parts.every((part) => part === '') ? '' : JSON.stringify(parts);
}

class VaultLookup {
  readonly byId: ReadonlyMap<string, CurrentRecord>;
  readonly removed: ReadonlySet<string>;
  /** Of those in use. */
  readonly #byName: ReadonlyMap<string, CurrentRecord>;
  readonly #bySecret = new Map<string, CurrentRecord[]>();

  constructor({ records, tombstones }: CurrentVault) {
    this.byId = new Map(records.map((record) => [record.entry.id, record]));
    this.removed = new Set(tombstones.map(({ id }) => id));
    const inUse = records.filter(({ entry }) => entry.deletedAt === null);
    this.#byName = new Map(inUse.map((record) => [nameOf(record.entry.account), record]));
    for (const current of records) {
      if (current.record === null) continue;
      const secret = encodeHex(current.record.secret);
      const sharing = this.#bySecret.get(secret);
      if (sharing === undefined) this.#bySecret.set(secret, [current]);
      else sharing.push(current);
    }
  }

  /** Accounts that make the same codes, the one of the same id first. */
  twinsOf(backup: BackupRecord): readonly CurrentRecord[] {
    const twins = this.#sharing(backup).filter(
      ({ record }) => record !== null && makesSameCodes(record, backup.record),
    );
    return [
      ...twins.filter(({ entry }) => entry.id === backup.id),
      ...twins.filter(({ entry }) => entry.id !== backup.id),
    ];
  }

  /** An account with this secret but other parameters. */
  otherOf(backup: BackupRecord): CurrentRecord | undefined {
    return this.#sharing(backup)[0];
  }

  /** An account in use of the same name, for one in use: the trash is full of what was replaced. */
  namesakeOf({ deletedAt, record }: BackupRecord): CurrentRecord | undefined {
    const name = nameOf(record.account);
    return name === '' || deletedAt !== null ? undefined : this.#byName.get(name);
  }

  #sharing(backup: BackupRecord): readonly CurrentRecord[] {
    return this.#bySecret.get(encodeHex(backup.record.secret)) ?? [];
  }
}
