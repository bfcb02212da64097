import { PbfWriter } from 'pbf';
import { encodeBase64 } from '../../bytes/base64.ts';
import type { Bytes } from '../../bytes/bytes.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { joinLabel } from '../../key-uri/names.ts';
import { DEFAULT_PERIOD } from '../../otp/otp-parameters.ts';
import type { SkippedRow } from '../parsed-export.ts';
import { type ExportedAccount, nameOfExported } from './exported-account.ts';

export interface MigrationExport {
  /** The texts of the QR codes, in the order they are to be shown. */
  readonly uris: readonly string[];
  /** What Google Authenticator has no way to say: another period, other digits, Steam. */
  readonly leftOut: readonly SkippedRow[];
}

/** As many as Google Authenticator puts into one code. */
const MAX_ACCOUNTS = 10;
/** Bytes of accounts in one code: about version 25, which a phone still reads from a screen. */
const MAX_BYTES = 700;
const VERSION = 1;
const ALGORITHMS = { SHA1: 1, SHA256: 2, SHA512: 3 } as const;
const DIGITS: ReadonlyMap<number, number> = new Map([
  [6, 1],
  [8, 2],
]);

/** The batches of one export, which Google Authenticator reads one after the other. `batchId` is any 32-bit integer. */
export function writeMigration(accounts: readonly ExportedAccount[], batchId: number): MigrationExport {
  const leftOut = accounts
    .filter((account) => !isExpressible(account))
    .map((account) => ({ name: nameOfExported(account), reason: reasonOf(account) }));
  const batches = batched(accounts.filter(isExpressible).map(parametersOf));
  return {
    uris: batches.map((batch, index) => uriOf(batch, { index, size: batches.length, batchId })),
    leftOut,
  };
}

function isExpressible({ parameters }: ExportedAccount): boolean {
  if (parameters.type === 'steam' || !DIGITS.has(parameters.digits)) return false;
  return parameters.type === 'hotp' || parameters.period === DEFAULT_PERIOD;
}

function reasonOf({ parameters }: ExportedAccount): SkippedRow['reason'] {
  if (parameters.type === 'steam') return 'unknown-type';
  return DIGITS.has(parameters.digits) ? 'bad-period' : 'bad-digits';
}

function batched(entries: readonly Bytes[]): readonly (readonly Bytes[])[] {
  const batches: Bytes[][] = [];
  let size = 0;
  for (const entry of entries) {
    const current = batches.at(-1);
    if (current === undefined || current.length === MAX_ACCOUNTS || size + entry.length > MAX_BYTES) {
      batches.push([entry]);
      size = entry.length;
    } else {
      current.push(entry);
      size += entry.length;
    }
  }
  return batches;
}

function parametersOf(account: ExportedAccount): Bytes {
  const { parameters, secret, issuer } = account;
  const writer = new PbfWriter();
  writer.writeBytesField(1, secret);
  // As bytes: pbf's own UTF-8 would write a lone surrogate as no UTF-8 has it.
  writer.writeBytesField(2, encodeUtf8(joinLabel(account, (text) => text)));
  if (issuer !== '') writer.writeBytesField(3, encodeUtf8(issuer));
  writer.writeVarintField(4, ALGORITHMS[parameters.algorithm]);
  writer.writeVarintField(5, DIGITS.get(parameters.digits) ?? 1);
  writer.writeVarintField(6, parameters.type === 'hotp' ? 1 : 2);
  if (parameters.type === 'hotp') writer.writeVarintField(7, parameters.counter);
  return new Uint8Array(writer.finish());
}

interface Place {
  readonly index: number;
  readonly size: number;
  readonly batchId: number;
}

function uriOf(entries: readonly Bytes[], { index, size, batchId }: Place): string {
  const writer = new PbfWriter();
  for (const entry of entries) writer.writeBytesField(1, entry);
  writer.writeVarintField(2, VERSION);
  writer.writeVarintField(3, size);
  writer.writeVarintField(4, index);
  writer.writeVarintField(5, batchId | 0);
  const data = encodeURIComponent(encodeBase64(new Uint8Array(writer.finish())));
  return `otpauth-migration://offline?data=${data}`;
}
