// Accounts given out with their secrets, to be written into a file or shown as a QR code.
import { encodeBase64 } from '../../core/bytes/base64.ts';
import { decodeUtf8 } from '../../core/bytes/utf8.ts';
import { isLeft } from '../../core/recovery/code-mark.ts';
import { foreignFieldsOf } from '../../core/transfer/foreign-parameters.ts';
import type { VaultRecord } from '../../core/vault/records/record.ts';
import { isCounted } from '../../core/vault/records/recovery-sheet.ts';
import type { Vault } from '../../core/vault/vault.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { PageResponse } from '../../messaging/page-responses.ts';
import type { ExportedAccountMessage } from '../../messaging/transfer-responses.ts';
import type { PresentedSlot, SlotsService } from '../vault/slots-service.ts';
import type { VaultService } from '../vault/vault-service.ts';

export class ExportService {
  readonly #vaults: VaultService;
  readonly #slots: Pick<SlotsService, 'check'>;
  readonly #policy: () => Promise<Policy>;

  constructor(vaults: VaultService, slots: Pick<SlotsService, 'check'>, policy: () => Promise<Policy>) {
    this.#vaults = vaults;
    this.#slots = slots;
    this.#policy = policy;
  }

  /**
   * The passphrase is asked for again and checked here, whatever the page has checked: nothing else in this program gives
   * a secret out, and somebody at an unlocked screen must not have one. Trash is not given out.
   */
  async accounts(presented: PresentedSlot, ids: readonly string[]): Promise<PageResponse<'export/accounts'>> {
    if ((await this.#policy()).isExportDisabled) throw new RequestFailure('by-policy');
    await this.#slots.check(presented);
    return this.#vaults.read(async (vault) => {
      const byId = new Map((await vault.entries()).map((entry) => [entry.id, entry]));
      const entries = ids.map((id) => {
        const entry = byId.get(id);
        if (entry === undefined || entry.deletedAt !== null) throw new RequestFailure('not-found');
        return entry;
      });
      const [read, codes] = await Promise.all([vault.readRecords(entries), codesLeft(vault)]);
      const accounts: ExportedAccountMessage[] = [];
      const unreadable: string[] = [];
      for (const [index, { id }] of entries.entries()) {
        const answer = read[index];
        if (answer?.ok === true) accounts.push(exported(id, answer.record, codes.get(id) ?? []));
        else unreadable.push(id);
      }
      return { accounts, unreadable };
    });
  }
}

/** By the id of their account. What is spent, expired or struck through opens nothing. */
async function codesLeft(vault: Vault): Promise<ReadonlyMap<string, readonly string[]>> {
  const kept = (await vault.sheets()).filter(
    ({ sheet, deletedAt }) => deletedAt === null && isCounted(sheet),
  );
  const codes = new Map<string, readonly string[]>();
  for (const read of await vault.readSheets(kept)) {
    if (!read.ok) continue;
    const { sheet, codes: bytes } = read.record;
    const left = bytes.filter((_code, position) => {
      const mark = sheet.marks[position];
      return mark !== undefined && isLeft(mark);
    });
    const before = codes.get(sheet.accountId) ?? [];
    codes.set(sheet.accountId, [...before, ...left.map((code) => decodeUtf8(code) ?? '')]);
  }
  return codes;
}

function exported(
  id: string,
  { account, secret }: VaultRecord,
  codes: readonly string[],
): ExportedAccountMessage {
  const { issuer, accountName, parameters, sites, tags, pinned } = account;
  const { notes, recoveryCodes, unknownParameters } = foreignFieldsOf(account.unknownParameters);
  return {
    id,
    issuer,
    accountName,
    secret: encodeBase64(secret),
    parameters,
    sites: [...sites],
    tags: [...tags],
    pinned,
    notes,
    recoveryCodes: [...recoveryCodes, ...codes],
    unknownParameters: unknownParameters.map(([name, value]) => [name, value]),
  };
}
