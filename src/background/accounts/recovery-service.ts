// Recovery sheets: kept, shown one code at a time, spent for good. Every change is one commit in which the account's
// count is true.
import { decodeUtf8, encodeUtf8 } from '../../core/bytes/utf8.ts';
import { encodeHex } from '../../core/bytes/hex.ts';
import { advance, renew, UNUSED } from '../../core/recovery/code-mark.ts';
import { normaliseCode, tidyCode } from '../../core/recovery/normalise-code.ts';
import { recogniseSheet } from '../../core/recovery/recognise-sheet.ts';
import { caughtUp } from '../../core/recovery/same-codes.ts';
import type { VaultChange } from '../../core/vault/commit.ts';
import type { Outside } from '../../core/vault/outside.ts';
import { type RecoverySheet, type SheetRecord, summaryOf } from '../../core/vault/records/recovery-sheet.ts';
import { markedCodesOf } from '../../core/vault/records/sheet-changes.ts';
import type { Vault } from '../../core/vault/vault.ts';
import type { SheetEntry } from '../../core/vault/vault-index.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { DecodedPageRequest } from '../../messaging/page-requests.ts';
import type { PageSheet, Reconciled, SheetView } from '../../messaging/recovery-responses.ts';
import { commitSheets } from './commit-sheets.ts';
import type { PresentedSlot } from '../vault/slots-service.ts';
import type { VaultService } from '../vault/vault-service.ts';

export interface RecoveryServiceParts {
  readonly vaults: VaultService;
  readonly slots: { check(presented: PresentedSlot): Promise<unknown> };
  readonly outside: Outside;
  /** The text of the page in a tab, by the script put in for it; undefined where the page refuses scripts. */
  readonly readText: (tabId: number) => Promise<unknown>;
  readonly originOf: (tabId: number) => Promise<string | null>;
}

export class RecoveryService {
  readonly #parts: RecoveryServiceParts;

  constructor(parts: RecoveryServiceParts) {
    this.#parts = parts;
  }

  /** All sheets, masked, those in the trash included. */
  list(): Promise<readonly SheetView[]> {
    return this.#parts.vaults.read(async (vault) => {
      const entries = await vault.sheets();
      const read = await vault.readSheets(entries);
      return entries.map((entry, index) => {
        const answer = read[index];
        return viewOf(entry, answer?.ok === true ? answer.record.sheet : undefined);
      });
    });
  }

  reveal(sheetId: string, position: number): Promise<string> {
    return this.#parts.vaults.read(async (vault) =>
      codeAt((await readSheet(vault, sheetId)).record, position),
    );
  }

  /** The passphrase is asked for again: a whole sheet is a way in. */
  async export(presented: PresentedSlot, sheetId: string): Promise<readonly string[]> {
    await this.#parts.slots.check(presented);
    return this.#parts.vaults.read(async (vault) => {
      const { record } = await readSheet(vault, sheetId);
      return record.codes.map((_code, position) => codeAt(record, position));
    });
  }

  /** A code that is spent on another sheet of the vault is spent on this one too. */
  async keep(kept: DecodedPageRequest<'recovery/keep'>): Promise<string> {
    const texts = kept.codes.map(({ text }) => tidyCode(text));
    const plain = texts.map(normaliseCode);
    if (plain.includes('') || new Set(plain).size !== plain.length) throw new RequestFailure('bad-request');
    return this.#parts.vaults.change(async (vault) => {
      const now = this.#parts.outside.clock.now();
      const account = await vault.entry(kept.accountId);
      if (account === undefined || account.deletedAt !== null) throw new RequestFailure('not-found');
      const { codes, replaces, accountId, ...rest } = kept;
      const marks = codes.map(({ isUsed }) => (isUsed ? advance(UNUSED, 'used', now) : UNUSED));
      const bytes = texts.map((text) => encodeUtf8(text));
      const known = (await vault.readSheets(await vault.sheets())).flatMap((read) =>
        read.ok ? [markedCodesOf(read.record)] : [],
      );
      const sheet: RecoverySheet = {
        ...rest,
        accountId,
        createdAt: now,
        replaces,
        replacedAt: null,
        siteSays: null,
        marks: caughtUp({ codes: bytes, marks }, known),
      };
      const sheetId = encodeHex(this.#parts.outside.random.bytes(16));
      const old = replaces === null ? [] : [await this.#struck(vault, replaces, accountId)];
      const record: SheetRecord = { type: 'recovery-sheet', sheet, codes: bytes };
      await commitSheets(vault, [...old, { kind: 'put', id: sheetId, record, deletedAt: null }]);
      return sheetId;
    });
  }

  /** `unused` is the user's own word that a code was not spent, and the only way back. */
  mark({ sheetId, position, as }: DecodedPageRequest<'recovery/mark'>): Promise<void> {
    const now = this.#parts.outside.clock.now();
    return this.#update(sheetId, (sheet) => {
      if (sheet.marks[position] === undefined) throw new RequestFailure('not-found');
      const marks = sheet.marks.map((mark, at) => {
        if (at !== position) return mark;
        return as === 'unused' ? renew(mark, now) : advance(mark, as, now);
      });
      return { ...sheet, marks };
    });
  }

  /** What the site says is left; it answers for the fills that nobody answered for, where it can only mean one thing. */
  async reconcile(sheetId: string, siteLeft: number): Promise<Reconciled> {
    const now = this.#parts.outside.clock.now();
    let outcome: Reconciled = { outcome: 'agrees' };
    await this.#update(sheetId, (sheet) => {
      // It may be worked out twice.
      outcome = { outcome: 'agrees' };
      const { left, pending } = summaryOf(sheet);
      const worked = pending > 0 && siteLeft === left;
      const refused = pending > 0 && siteLeft === left + pending;
      if (worked || refused) outcome = { outcome: 'settled', worked };
      else if (siteLeft !== left) outcome = { outcome: 'differs', missing: left - siteLeft };
      const settled = worked ? 'used' : 'refused';
      const marks = sheet.marks.map((mark) =>
        (worked || refused) && mark.state === 'filled' ? advance(mark, settled, now) : mark,
      );
      return { ...sheet, marks, siteSays: { left: siteLeft, at: now } };
    });
    return outcome;
  }

  /** Confirmed: the old sheet goes to the trash. Otherwise the new one does, and the old one counts again. */
  settleReplacement(sheetId: string, isConfirmed: boolean): Promise<void> {
    return this.#parts.vaults.change(async (vault) => {
      const now = this.#parts.outside.clock.now();
      const { record } = await readSheet(vault, sheetId);
      if (record.sheet.replaces === null) throw new RequestFailure('not-found');
      const old = await readSheet(vault, record.sheet.replaces);
      const kept = { ...record, sheet: { ...record.sheet, replaces: null } };
      const struck = isConfirmed
        ? old.record
        : { ...old.record, sheet: { ...old.record.sheet, replacedAt: null } };
      await commitSheets(vault, [
        { kind: 'put', id: sheetId, record: kept, deletedAt: isConfirmed ? null : now },
        { kind: 'put', id: old.entry.id, record: struck, deletedAt: isConfirmed ? now : null },
      ]);
    });
  }

  remove(sheetId: string): Promise<void> {
    return this.#move(sheetId, this.#parts.outside.clock.now());
  }

  putBack(sheetId: string): Promise<void> {
    return this.#move(sheetId, null);
  }

  /** What the page in the tab shows; nothing is kept. */
  async readPage(tabId: number): Promise<PageSheet> {
    const { readText, originOf } = this.#parts;
    // Only for who has the vault open: a locked program reads no pages.
    await this.#parts.vaults.opened();
    const origin = await originOf(tabId);
    const { title, text } = ((await readText(tabId)) ?? {}) as Partial<Record<'title' | 'text', unknown>>;
    if (typeof title !== 'string' || typeof text !== 'string') {
      return { origin, title: '', found: { verdict: 'none', codes: [] }, isKept: false };
    }
    const found = recogniseSheet({ title, text, from: 'page' });
    return { origin, title, found, isKept: await this.#areKept(found.codes.map((code) => code.text)) };
  }

  async #areKept(codes: readonly string[]): Promise<boolean> {
    if (codes.length === 0) return false;
    const kept = await this.#parts.vaults.read(async (vault) => {
      const entries = (await vault.sheets()).filter(({ deletedAt }) => deletedAt === null);
      const read = await vault.readSheets(entries);
      return read.flatMap((sheet) => (sheet.ok ? sheet.record.codes : []));
    });
    const known = new Set(kept.map((code) => normaliseCode(decodeUtf8(code) ?? '')));
    return codes.every((code) => known.has(normaliseCode(code)));
  }

  async #struck(vault: Vault, sheetId: string, accountId: string): Promise<VaultChange> {
    const { entry, record } = await readSheet(vault, sheetId);
    const isOther = record.sheet.accountId !== accountId;
    if (isOther || entry.deletedAt !== null || record.sheet.replacedAt !== null) {
      throw new RequestFailure('not-found');
    }
    const sheet = { ...record.sheet, replacedAt: this.#parts.outside.clock.now() };
    return { kind: 'put', id: sheetId, record: { ...record, sheet }, deletedAt: null };
  }

  #move(sheetId: string, deletedAt: number | null): Promise<void> {
    return this.#parts.vaults.change(async (vault) => {
      const { record } = await readSheet(vault, sheetId);
      await commitSheets(vault, [{ kind: 'put', id: sheetId, record, deletedAt }]);
    });
  }

  #update(sheetId: string, change: (sheet: RecoverySheet) => RecoverySheet): Promise<void> {
    return this.#parts.vaults.change(async (vault) => {
      const { entry, record } = await readSheet(vault, sheetId);
      const changed = { ...record, sheet: change(record.sheet) };
      await commitSheets(vault, [{ kind: 'put', id: sheetId, record: changed, deletedAt: entry.deletedAt }]);
    });
  }
}

async function readSheet(
  vault: Vault,
  sheetId: string,
): Promise<{ readonly entry: SheetEntry; readonly record: SheetRecord }> {
  const entry = (await vault.sheets()).find(({ id }) => id === sheetId);
  if (entry === undefined) throw new RequestFailure('not-found');
  const [read] = await vault.readSheets([entry]);
  if (read?.ok !== true) throw new RequestFailure('record-damaged');
  return { entry, record: read.record };
}

function codeAt({ codes }: SheetRecord, position: number): string {
  const code = codes[position];
  if (code === undefined) throw new RequestFailure('not-found');
  return decodeUtf8(code) ?? '';
}

function viewOf({ id, deletedAt, sheet: summary }: SheetEntry, sheet: RecoverySheet | undefined): SheetView {
  if (sheet === undefined) return { id, deletedAt, ...summary, details: null, marks: [] };
  const { label, site, createdAt, source, replaces, siteSays, marks } = sheet;
  const details = { label, site, createdAt, source, replaces, siteSays };
  return { id, deletedAt, ...summary, details, marks };
}
