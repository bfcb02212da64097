// Accounts from another application's file: compared with the vault, and added in one commit.
import { readCurrentVault } from '../../core/backup/current-vault.ts';
import { encodeHex } from '../../core/bytes/hex.ts';
import { readTypedCodes } from '../../core/recovery/typed-codes.ts';
import { foreignParametersOf } from '../../core/transfer/foreign-parameters.ts';
import { importChanges, planImport } from '../../core/transfer/import-plan.ts';
import type { PasskeyCrypto } from '../../core/passkeys/passkey.ts';
import type { Outside } from '../../core/vault/outside.ts';
import type { VaultChange } from '../../core/vault/commit.ts';
import type { VaultRecord } from '../../core/vault/records/record.ts';
import { markedCodesOf } from '../../core/vault/records/sheet-changes.ts';
import type { Vault } from '../../core/vault/vault.ts';
import { caughtUp } from '../../core/recovery/same-codes.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { DecodedPageRequest } from '../../messaging/page-requests.ts';
import type { PageResponse } from '../../messaging/page-responses.ts';
import type { DecodedImportedAccount, DecodedImportedPasskey } from '../../messaging/transfer-requests.ts';
import { passkeyChanges, planPasskeys } from './imported-passkeys.ts';
import { commitSheets } from '../accounts/commit-sheets.ts';
import { inheritedSheets } from '../accounts/inherited-sheets.ts';
import type { HistoryService } from '../vault/history-service.ts';
import type { VaultService } from '../vault/vault-service.ts';

export interface ImportServiceParts {
  readonly vaults: VaultService;
  readonly history: Pick<HistoryService, 'undo'>;
  readonly outside: Outside;
  readonly crypto: PasskeyCrypto;
  /** Resolves once the worker has looked at its messages: sealing thousands leaves it no turn by itself. */
  readonly breathe: () => Promise<void>;
}

/** Between two breaths: often enough for a bar that moves and a Cancel that is heard at once. */
const BREATHES_EVERY_MS = 50;

interface Running {
  breathedAt: number;
  done: number;
  total: number;
  isCancelled: boolean;
}

export class ImportService {
  readonly #parts: ImportServiceParts;
  /** Lives and dies with the call that it is about. */
  #running: Running | undefined;

  constructor(parts: ImportServiceParts) {
    this.#parts = parts;
  }

  /** Nothing is changed. */
  preview(accounts: readonly DecodedImportedAccount[]): Promise<PageResponse<'import/preview'>> {
    return this.#parts.vaults.read(async (vault) => {
      const { records } = await readCurrentVault(vault);
      const now = this.#parts.outside.clock.now();
      return planImport(
        accounts.map((account) => recordOf(account, now)),
        records,
      ).map(({ kind, existing, offers }) => ({
        kind,
        existing:
          existing === null
            ? null
            : {
                id: existing.id,
                issuer: existing.account.issuer,
                accountName: existing.account.accountName,
              },
        offers,
      }));
    });
  }

  previewPasskeys(
    passkeys: readonly DecodedImportedPasskey[],
  ): Promise<PageResponse<'import/preview-passkeys'>> {
    return this.#parts.vaults.read((vault) => planPasskeys(passkeys, vault, this.#parts.crypto));
  }

  /** All or none, and one state of the history. Planned again under the writer's lock: the vault may have moved on. */
  async add(
    additions: DecodedPageRequest<'import/add'>['additions'],
    passkeys: readonly DecodedImportedPasskey[] = [],
  ): Promise<PageResponse<'import/add'>> {
    const { vaults, outside, crypto } = this.#parts;
    // One at a time: the page that is open twice would cancel the other's.
    if (this.#running !== undefined) throw new RequestFailure('conflict');
    const breathedAt = outside.clock.now();
    const running: Running = { breathedAt, done: 0, total: additions.length, isCancelled: false };
    this.#running = running;
    try {
      return await vaults.change(async (vault) => {
        const now = outside.clock.now();
        const { records } = await readCurrentVault(vault);
        const chosen = additions.map(({ account, choice, existing }) => ({
          record: recordOf(account, now),
          recoveryCodes: sheetCodesOf(account),
          choice,
          existingId: existing,
        }));
        const newId = () => encodeHex(outside.random.bytes(16));
        const planned = importChanges(chosen, records, { newId, now });
        if (!planned.ok) throw new RequestFailure('changed-since');
        const { changes, heirs } = planned.value;
        const added = await passkeyChanges(passkeys, vault, { crypto, newId, outside });
        const spent = changes.some(isSheet) ? await markedCodesIn(vault) : [];
        const inherited = await inheritedSheets(vault, heirs);
        const all = [...changes.map((change) => withSpentCodes(change, spent)), ...inherited, ...added];
        running.total = all.length;
        const known = new Set(records.map(({ entry }) => entry.id));
        const accounts = changes.filter(
          (change) => change.kind === 'put' && change.record.type === 'account',
        );
        const fresh = accounts.filter(({ id }) => !known.has(id)).length;
        await commitSheets(vault, all, (done) => this.#follow(running, done));
        const { seq } = await vault.root();
        return { added: fresh, changed: accounts.length - fresh, passkeys: added.length, seq };
      });
    } finally {
      this.#running = undefined;
    }
  }

  progress(): PageResponse<'import/progress'> {
    if (this.#running === undefined) return null;
    const { done, total } = this.#running;
    return { done, total };
  }

  /** Too late once all is sealed and on its way to the disk: then it is done, and can be undone. */
  cancel(): void {
    if (this.#running !== undefined) this.#running.isCancelled = true;
  }

  async #follow(running: Running, done: number): Promise<void> {
    const { outside, breathe } = this.#parts;
    running.done = done;
    if (Math.abs(outside.clock.now() - running.breathedAt) >= BREATHES_EVERY_MS) {
      await breathe();
      running.breathedAt = outside.clock.now();
    }
    if (running.isCancelled) throw new RequestFailure('cancelled');
  }

  /** Only where it was the last change: what was done since is not undone with it. */
  async undo(seq: number): Promise<void> {
    await this.#parts.history.undo(seq, true);
  }
}

function isSheet(change: VaultChange): boolean {
  return change.kind === 'put' && change.record.type === 'recovery-sheet';
}

/** Of each sheet of the vault, those in the trash included. */
async function markedCodesIn(vault: Vault): Promise<readonly ReturnType<typeof markedCodesOf>[]> {
  const sheets = await vault.readSheets(await vault.sheets());
  return sheets.flatMap((read) => (read.ok ? [markedCodesOf(read.record)] : []));
}

/** A code that is spent on a sheet of the vault is spent on the sheet of a file too. */
function withSpentCodes(
  change: VaultChange,
  known: readonly ReturnType<typeof markedCodesOf>[],
): VaultChange {
  if (change.kind !== 'put' || change.record.type !== 'recovery-sheet') return change;
  const marks = caughtUp(markedCodesOf(change.record), known);
  return { ...change, record: { ...change.record, sheet: { ...change.record.sheet, marks } } };
}

/** What a sheet cannot hold stays beside the account's parameters. */
function sheetCodesOf({ recoveryCodes }: DecodedImportedAccount): readonly string[] {
  return readTypedCodes(recoveryCodes.join('\n'));
}

function recordOf(account: DecodedImportedAccount, now: number): VaultRecord {
  const { issuer, accountName, secret, parameters, sites, tags, pinned } = account;
  return {
    type: 'account',
    secret,
    account: {
      issuer,
      accountName,
      parameters,
      sites,
      tags,
      pinned,
      createdAt: now,
      firstUsedAt: null,
      recoveryCodesLeft: null,
      unknownParameters: foreignParametersOf(
        sheetCodesOf(account).length === 0 ? account : { ...account, recoveryCodes: [] },
      ),
    },
  };
}
