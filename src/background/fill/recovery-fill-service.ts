// Recovery codes on their way into a page: one code for one ticket, marked before it leaves, and asked about afterwards.
import { decodeUtf8 } from '../../core/bytes/utf8.ts';
import { advance, renew } from '../../core/recovery/code-mark.ts';
import { type CodePlace, nextCodeOf } from '../../core/vault/records/next-code.ts';
import type { Clock } from '../../core/vault/outside.ts';
import type { SheetRecord } from '../../core/vault/records/recovery-sheet.ts';
import type { Vault } from '../../core/vault/vault.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { AccountView } from '../../messaging/page-responses.ts';
import type { FillAnswered, RecoveryQuestion } from '../../messaging/recovery-responses.ts';
import { commitSheets } from '../accounts/commit-sheets.ts';
import type { VaultService } from '../vault/vault-service.ts';

interface ReadSheet {
  readonly id: string;
  readonly record: SheetRecord;
}

export class RecoveryFillService {
  readonly #vaults: VaultService;
  readonly #clock: Clock;

  constructor(vaults: VaultService, clock: Clock) {
    this.#vaults = vaults;
    this.#clock = clock;
  }

  /** How many may still be given of an account that is listed so. */
  leftOf({
    recoveryCodes,
    temporaryUntil = 0,
  }: Pick<AccountView, 'recoveryCodes' | 'temporaryUntil'>): number {
    return (recoveryCodes?.left ?? 0) + (this.#clock.now() < temporaryUntil ? 1 : 0);
  }

  /** Nothing is given yet: whether there is a code, and whether a field with so much room can hold it. */
  check(accountId: string, room: number): Promise<void> {
    return this.#vaults.read(async (vault) => {
      await this.#next(vault, accountId, room);
    });
  }

  /** Marked as filled in the same breath: a worker that stops here has lost a code and never gives it twice. */
  spend(accountId: string, room: number): Promise<string> {
    return this.#vaults.change(async (vault) => {
      const { place, sheet, code } = await this.#next(vault, accountId, room);
      const at = this.#clock.now();
      const marks = sheet.record.sheet.marks.map((mark, position) =>
        position === place.position ? advance(mark, 'filled', at) : mark,
      );
      const record = { ...sheet.record, sheet: { ...sheet.record.sheet, marks } };
      await commitSheets(vault, [{ kind: 'put', id: sheet.id, record, deletedAt: null }]);
      return code;
    });
  }

  /** The fills of which nobody has said whether they worked, the last one first. Does not count as using the vault. */
  questions(): Promise<readonly RecoveryQuestion[]> {
    return this.#vaults.glance(async (vault) => {
      const pending = (await vault.sheets()).filter(
        ({ sheet, deletedAt }) => sheet.pending > 0 && deletedAt === null,
      );
      const read = await vault.readSheets(pending);
      const open = pending.flatMap(({ id, sheet: { accountId } }, index) => {
        const answer = read[index];
        if (answer?.ok !== true) return [];
        return answer.record.sheet.marks.flatMap(({ state, at }, position) =>
          state === 'filled' ? [{ sheetId: id, position, accountId, at: at ?? 0 }] : [],
        );
      });
      return open.toSorted((a, b) => b.at - a.at);
    });
  }

  /** What the user says of one that was filled; `not-found` for any other code, so that a button in a page decides nothing else. */
  answer({ sheetId, position }: CodePlace, accountId: string, as: FillAnswered): Promise<void> {
    return this.#vaults.change(async (vault) => {
      const sheet = (await sheetsOf(vault, accountId)).find(({ id }) => id === sheetId);
      if (sheet?.record.sheet.marks[position]?.state !== 'filled') throw new RequestFailure('not-found');
      const at = this.#clock.now();
      const marks = sheet.record.sheet.marks.map((mark, index) => {
        if (index !== position) return mark;
        return as === 'unused' ? renew(mark, at) : advance(mark, as, at);
      });
      const record = { ...sheet.record, sheet: { ...sheet.record.sheet, marks } };
      await commitSheets(vault, [{ kind: 'put', id: sheetId, record, deletedAt: null }]);
    });
  }

  async #next(vault: Vault, accountId: string, room: number) {
    const sheets = await sheetsOf(vault, accountId);
    const place = nextCodeOf(
      sheets.map(({ id, record }) => ({ id, sheet: record.sheet })),
      this.#clock.now(),
    );
    const sheet = sheets.find(({ id }) => id === place?.sheetId);
    const code = decodeUtf8(sheet?.record.codes[place?.position ?? -1] ?? new Uint8Array(0)) ?? '';
    if (place === undefined || sheet === undefined || code === '') throw new RequestFailure('no-code-left');
    // As content/fill-field does: a field that is too short for it gets it without its dashes.
    if (code.replace(/[\s-]/g, '').length > room) throw new RequestFailure('no-field');
    return { place, sheet, code };
  }
}

/** Those that can be read; a damaged one keeps none of the others back. */
async function sheetsOf(vault: Vault, accountId: string): Promise<readonly ReadSheet[]> {
  const entries = (await vault.sheets()).filter(
    ({ sheet, deletedAt }) => sheet.accountId === accountId && deletedAt === null,
  );
  const read = await vault.readSheets(entries);
  return entries.flatMap(({ id }, index) => {
    const answer = read[index];
    return answer?.ok === true ? [{ id, record: answer.record }] : [];
  });
}
