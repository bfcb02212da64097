// What adding each account of a foreign file would mean for this vault, and what may be done with it. Planned once for the
// preview and once more under the writer's lock: only what is still offered then is done.
import { addedBeside, codesOf } from '../backup/account-difference.ts';
import type { Bytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { UNUSED } from '../recovery/code-mark.ts';
import { err, ok, type Result } from '../result.ts';
import type { Account } from '../vault/records/account.ts';
import type { VaultChange } from '../vault/commit.ts';
import type { VaultRecord } from '../vault/records/record.ts';
import type { RecoverySheet, SheetRecord } from '../vault/records/recovery-sheet.ts';
import type { IndexEntry } from '../vault/vault-index.ts';

/**
 * - `same`: kept already, by this name. - `repeated`: the file has it twice, by this name.
 * - `other-name`: kept already by another name, or in the file by another name before.
 * - `conflicting`: another secret is kept by this name.
 */
export type ImportKind = 'new' | 'same' | 'repeated' | 'other-name' | 'conflicting';

/**
 * - `replace`: a conflicting account goes to the trash; one by another name takes this name.
 * - `advance`: the counter moves on to that of the file.
 */
export const IMPORT_CHOICES = ['leave', 'add', 'replace', 'advance'] as const;
export type ImportChoice = (typeof IMPORT_CHOICES)[number];

export interface ImportItem {
  readonly kind: ImportKind;
  /** The account of the vault that it is compared with; null where there is none. */
  readonly existing: IndexEntry | null;
  /** The first one is what is done where the user chooses nothing. */
  readonly offers: readonly ImportChoice[];
}

export interface KeptAccount {
  readonly entry: IndexEntry;
  /** Null where it cannot be read: then only its name is known. */
  readonly record: VaultRecord | null;
}

export interface ImportedRecord {
  readonly record: VaultRecord;
  /** Kept as a sheet beside an account that is added; each once, and none of them empty. */
  readonly recoveryCodes: readonly string[];
  readonly choice: ImportChoice;
  /** What the user saw it compared with. */
  readonly existingId: string | null;
}

interface Ports {
  /** A new id of 32 hexadecimal digits. */
  readonly newId: () => string;
  readonly now: number;
}

/** `kept` may hold the trash, which is compared with nothing: what was thrown away may be added again. */
export function planImport(
  records: readonly VaultRecord[],
  kept: readonly KeptAccount[],
): readonly ImportItem[] {
  const inUse = kept.filter(({ entry }) => entry.deletedAt === null);
  const byCodes = grouped(inUse, ({ record }) => (record === null ? null : codesKey(record)));
  const byName = grouped(inUse, ({ entry }) => nameKey(entry.account));
  const seen = new Map<string, Set<string>>();
  return records.map((record) => {
    const codes = codesKey(record);
    const name = nameKey(record.account);
    const namesBefore = seen.get(codes);
    seen.set(codes, new Set([...(namesBefore ?? []), name]));
    if (namesBefore?.has(name)) return { kind: 'repeated', existing: null, offers: ['leave'] };
    const same = byCodes.get(codes) ?? [];
    const sameName = same.find(({ entry }) => nameKey(entry.account) === name);
    if (sameName !== undefined) return { kind: 'same', ...isAhead(record, sameName) };
    const [other] = same;
    if (other !== undefined) {
      return { kind: 'other-name', existing: other.entry, offers: ['leave', 'add', 'replace'] };
    }
    if (namesBefore !== undefined) return { kind: 'other-name', existing: null, offers: ['leave', 'add'] };
    const [conflicting] = byName.get(name) ?? [];
    return conflicting === undefined
      ? { kind: 'new', existing: null, offers: ['add', 'leave'] }
      : { kind: 'conflicting', existing: conflicting.entry, offers: ['leave', 'add', 'replace'] };
  });
}

/**
 * - `not-offered`: the vault has changed since the preview, or the choice was never possible.
 * - `chosen-twice`: two accounts would replace one.
 */
export type ImportError = 'not-offered' | 'chosen-twice';

export interface ImportChanges {
  readonly changes: readonly VaultChange[];
  /** By the id of each account that goes to the trash, the id of the one that takes its place, and its sheets. */
  readonly heirs: ReadonlyMap<string, string>;
}

/**
 * The changes of one commit. No counter goes back, what is not chosen stays as it is, and what is there by now is not
 * added a second time.
 */
export function importChanges(
  chosen: readonly ImportedRecord[],
  kept: readonly KeptAccount[],
  ports: Ports,
): Result<ImportChanges, ImportError> {
  const plan = planImport(
    chosen.map(({ record }) => record),
    kept,
  );
  const secrets = grouped(kept, ({ record }) => (record === null ? null : encodeHex(record.secret)));
  const keptById = new Map(kept.map((one) => [one.entry.id, one]));
  const touched = new Set<string>();
  const changes: VaultChange[] = [];
  const heirs: (readonly [string, string])[] = [];
  for (const [index, { record, recoveryCodes, choice, existingId }] of chosen.entries()) {
    const item = plan[index];
    if (item === undefined || choice === 'leave' || isThere(item, choice)) continue;
    const existing = item.existing === null ? undefined : keptById.get(item.existing.id);
    if (choice !== 'add') {
      const isWhatWasSeen = existing !== undefined && existing.entry.id === existingId;
      if (!item.offers.includes(choice) || !isWhatWasSeen) return err('not-offered');
      if (touched.has(existing.entry.id)) return err('chosen-twice');
      touched.add(existing.entry.id);
    }
    const sharing = (secrets.get(encodeHex(record.secret)) ?? []).map(({ entry }) => entry.account);
    const beside = { ...record, account: addedBeside(record.account, sharing) };
    const step = { record: beside, recoveryCodes, kind: item.kind, choice, existing, id: ports.newId() };
    heirs.push(...heirOf(step));
    changes.push(...changesOf(step, ports));
  }
  return ok({ changes, heirs: new Map(heirs) });
}

function isThere({ kind }: ImportItem, choice: ImportChoice): boolean {
  return choice === 'add' && (kind === 'same' || kind === 'repeated');
}

interface Step {
  readonly record: VaultRecord;
  readonly recoveryCodes: readonly string[];
  readonly kind: ImportKind;
  readonly choice: ImportChoice;
  readonly existing: KeptAccount | undefined;
  /** Of the account, if it is added. */
  readonly id: string;
}

/** One that cannot be read stays, and its sheets with it. */
function heirOf({ choice, kind, existing, id }: Step): readonly (readonly [string, string])[] {
  if (choice !== 'replace' || kind !== 'conflicting' || existing === undefined) return [];
  return existing.record === null ? [] : [[existing.entry.id, id]];
}

function changesOf(step: Step, ports: Ports): VaultChange[] {
  const { record, kind, choice, existing } = step;
  if (choice === 'add' || existing === undefined) return added(step, record, ports);
  const { entry, record: before } = existing;
  if (kind === 'conflicting') {
    // A record that cannot be read cannot be moved either: it stays where it is, named as damaged.
    const away: VaultChange[] =
      before === null ? [] : [{ kind: 'put', id: entry.id, record: before, deletedAt: ports.now }];
    return [...away, ...added(step, arrangedAs(record, entry.account), ports)];
  }
  if (before === null) return [];
  const { issuer, accountName, parameters } = record.account;
  const account =
    choice === 'advance'
      ? { ...before.account, parameters }
      : { ...before.account, parameters, issuer, accountName };
  return [put(entry.id, { ...before, account })];
}

function added({ recoveryCodes, id }: Step, record: VaultRecord, { newId, now }: Ports): VaultChange[] {
  if (recoveryCodes.length === 0) return [put(id, record)];
  return [put(id, record), put(newId(), sheetOf(id, recoveryCodes, now))];
}

function sheetOf(accountId: string, codes: readonly string[], now: number): SheetRecord {
  const sheet: RecoverySheet = {
    accountId,
    label: '',
    site: null,
    createdAt: now,
    source: 'file',
    expiresAt: null,
    replaces: null,
    replacedAt: null,
    siteSays: null,
    marks: codes.map(() => UNUSED),
  };
  return { type: 'recovery-sheet', sheet, codes: codes.map((code) => encodeUtf8(code)) };
}

function put(id: string, record: VaultRecord | SheetRecord): VaultChange {
  return { kind: 'put', id, record, deletedAt: null };
}

/** What takes an account's place is asked for by the same pages, and stays where the user has put that. */
function arrangedAs(record: VaultRecord, before: Account): VaultRecord {
  const { sites, tags, pinned, icon } = record.account;
  return {
    ...record,
    account: {
      ...record.account,
      sites: sites.length > 0 ? sites : before.sites,
      tags: tags.length > 0 ? tags : before.tags,
      pinned: pinned || before.pinned,
      icon: icon ?? before.icon,
    },
  };
}

/** A phone that made codes meanwhile has a higher counter, and the site takes none below it. */
function isAhead(record: VaultRecord, { entry }: KeptAccount): Omit<ImportItem, 'kind'> {
  const { parameters } = record.account;
  const before = entry.account.parameters;
  const ahead = parameters.type === 'hotp' && before.type === 'hotp' && parameters.counter > before.counter;
  return { existing: entry, offers: ahead ? ['leave', 'advance'] : ['leave'] };
}

function codesKey({ secret, account }: { readonly secret: Bytes; readonly account: Account }): string {
  return `${encodeHex(secret)} ${codesOf(account.parameters)}`;
}

function nameKey({ issuer, accountName }: Pick<Account, 'issuer' | 'accountName'>): string {
  return JSON.stringify([issuer, accountName]);
}

/** Those with the same key, in their order; a key of null is in no group. */
function grouped(
  kept: readonly KeptAccount[],
  keyOf: (one: KeptAccount) => string | null,
): ReadonlyMap<string, readonly KeptAccount[]> {
  const groups = new Map<string, KeptAccount[]>();
  for (const one of kept) {
    const key = keyOf(one);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
