// From accounts with their secrets to what is saved or shown.
import { decodeBase64 } from '../../core/bytes/base64.ts';
import { encodeBase32 } from '../../core/bytes/base32.ts';
import { formatKeyUri } from '../../core/key-uri/format-key-uri.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { sealAegis, writeAegis } from '../../core/transfer/writers/aegis.ts';
import type { ExportedAccount } from '../../core/transfer/writers/exported-account.ts';
import { writeMigration } from '../../core/transfer/writers/google-migration.ts';
import { writeOtpauthLines } from '../../core/transfer/writers/otpauth-lines.ts';
import { sealTwoFas, writeTwoFas } from '../../core/transfer/writers/two-fas.ts';
import type { SkippedRow } from '../../core/transfer/parsed-export.ts';
import type { ExportedAccountMessage } from '../../messaging/transfer-responses.ts';
import { exportKdf } from '../../platform/crypto/export-kdf.ts';
import { systemClock, systemRandom } from '../../platform/system.ts';

export const EXPORT_WAYS = ['aegis', '2fas', 'google', 'qr', 'otpauth', 'sheet'] as const;
export type ExportWay = (typeof EXPORT_WAYS)[number];

/** One QR code, and whose it is where it is one account's. */
export interface ShownCode {
  readonly uri: string;
  readonly name: { readonly issuer: string; readonly accountName: string } | null;
}

export interface SheetEntry {
  readonly issuer: string;
  readonly accountName: string;
  readonly uri: string;
  /** Base32 in groups of four, to be typed. */
  readonly secret: string;
  readonly sites: readonly string[];
  /** Those that are left. */
  readonly recoveryCodes: readonly string[];
}

export type ExportOutput =
  | {
      readonly is: 'file';
      readonly name: string;
      readonly text: string;
      readonly count: number;
      /** Whoever has it can read it. */
      readonly isClear: boolean;
    }
  | { readonly is: 'codes'; readonly codes: readonly ShownCode[]; readonly leftOut: readonly SkippedRow[] }
  | { readonly is: 'sheet'; readonly entries: readonly SheetEntry[] };

/** Longer ones make a QR code that no phone reads from a screen. */
const MAX_QR_TEXT = 1200;

/** `passphrase`: of the file; null where it is not encrypted, or cannot be. */
export async function makeOutput(
  way: ExportWay,
  given: readonly ExportedAccountMessage[],
  passphrase: string | null,
): Promise<Result<ExportOutput, 'kdf-failed'>> {
  const accounts = given.map(exportedOf);
  const outside = { kdf: exportKdf, random: systemRandom, nowMs: systemClock.now() };
  const count = accounts.length;
  const isClear = passphrase === null;
  switch (way) {
    case 'aegis': {
      const text =
        passphrase === null
          ? ok(writeAegis(accounts, systemRandom))
          : await sealAegis(accounts, passphrase, outside);
      return fileOf(text, fileName('aegis', 'json'), { count, isClear });
    }
    case '2fas': {
      const text =
        passphrase === null
          ? ok(writeTwoFas(accounts, outside))
          : await sealTwoFas(accounts, passphrase, outside);
      return fileOf(text, fileName('2fas', '2fas'), { count, isClear });
    }
    case 'otpauth':
      return fileOf(ok(writeOtpauthLines(accounts)), fileName('otpauth', 'txt'), { count, isClear: true });
    case 'google': {
      const { uris, leftOut } = writeMigration(accounts, batchId());
      return ok({ is: 'codes', codes: uris.map((uri) => ({ uri, name: null })), leftOut });
    }
    case 'qr':
      return ok({
        is: 'codes',
        codes: accounts.map((account) => ({ uri: uriOf(account), name: account })),
        leftOut: [],
      });
    case 'sheet':
      return ok({
        is: 'sheet',
        entries: accounts.map((account, index) => sheetEntry(account, given[index])),
      });
    default:
      return way satisfies never;
  }
}

function fileOf(
  text: Result<string, 'not-enough-memory'>,
  name: string,
  about: { readonly count: number; readonly isClear: boolean },
): Result<ExportOutput, 'kdf-failed'> {
  return text.ok ? ok({ is: 'file', name, text: text.value, ...about }) : err('kdf-failed');
}

function sheetEntry(account: ExportedAccount, given: ExportedAccountMessage | undefined): SheetEntry {
  return {
    issuer: account.issuer,
    accountName: account.accountName,
    uri: uriOf(account),
    secret: encodeBase32(account.secret).replace(/.{4}(?=.)/g, '$& '),
    sites: given?.sites.map(({ origin }) => origin) ?? [],
    recoveryCodes: given?.recoveryCodes ?? [],
  };
}

function exportedOf(account: ExportedAccountMessage): ExportedAccount {
  return {
    ...account,
    secret: decodeBase64(account.secret) ?? new Uint8Array(0),
    // No other format has a place for recovery codes, and every one that has notes shows them.
    notes: [account.notes, ...account.recoveryCodes].filter(Boolean).join('\n'),
  };
}

/** What other applications added is left out where it would make the code too fine to read. */
function uriOf(account: ExportedAccount): string {
  const whole = formatKeyUri(account);
  return whole.length <= MAX_QR_TEXT ? whole : formatKeyUri({ ...account, unknownParameters: [] });
}

/** The same in every code of one export. */
function batchId(): number {
  return new DataView(systemRandom.bytes(4).buffer).getInt32(0);
}

function fileName(of: string, ending: string): string {
  const day = new Date(systemClock.now()).toISOString().slice(0, 10);
  return `tallystick-${of}-${day}.${ending}`;
}
