import * as v from 'valibot';
import type { KeyUriAccount } from '../../key-uri/key-uri-account.ts';
import { collectBatches, type MigrationCollector } from '../../key-uri/migration-collector.ts';
import { parseKeyUri } from '../../key-uri/parse-key-uri.ts';
import { type MigrationBatch, parseMigrationUri } from '../../key-uri/parse-migration-uri.ts';
import { err, ok } from '../../result.ts';
import { type Entry, type Extras, labelOf, skip } from '../entry.ts';
import { looseFlag, looseText, looseTexts, shaped } from '../fields.ts';
import { parseInnerJson } from '../containers/json-text.ts';
import { MAX_ENTRIES } from '../limits.ts';
import type { ReadOutcome, TextReader } from '../reader.ts';

/** Nothing before it but blanks of its own line: `\s` would go over millions of empty lines again and again. */
const SCHEME = /^[ \t"']*(?:otpauth|otpauth-migration|steam|motp):\/\//im;
const MIGRATION = /^otpauth-migration:/i;

/**
 * One URI a line: ours, those of many applications, Ente's with its `codeDisplay`, and the texts of Google
 * Authenticator's QR codes, in any mixture.
 */
export const otpauthLines: TextReader = {
  format: 'otpauth',
  recognises: (text) => SCHEME.test(text),
  read: readOtpauthLines,
};

export function readOtpauthLines(text: string): ReadOutcome {
  const lines = text
    // Early versions of Ente separated them by commas, and some programs quote them.
    .split(/[\r\n]+|,(?=["']?otpauth:)/i)
    .map((line) => line.trim().replace(/^["']|["'],?$/g, ''))
    .filter(Boolean);
  if (lines.length > MAX_ENTRIES) return err('too-large');
  const migration = lines.filter((line) => MIGRATION.test(line));
  if (migration.length === lines.length) return readMigration(migration);
  const entries = lines.flatMap((line, index) =>
    MIGRATION.test(line) ? [] : [entryOfLine(line, `line ${index + 1}`)],
  );
  const isEnte = lines.some((line) => line.includes('codeDisplay='));
  const rest = migration.length === 0 ? { entries: [] } : migrationEntries(migration);
  return ok({ entries: [...entries, ...rest.entries], format: isEnte ? 'ente' : 'otpauth' });
}

function readMigration(lines: readonly string[]): ReadOutcome {
  const { entries, batches, errors } = migrationEntries(lines);
  // Nothing but QR codes that cannot be read: the file has an answer of its own.
  if (batches === 0 && errors.includes('unsupported-version')) return err('newer-version');
  if (batches === 0 && errors.includes('too-many-accounts')) return err('too-large');
  return batches === 0 ? err('damaged') : ok({ entries, format: 'google-migration' });
}

function migrationEntries(lines: readonly string[]) {
  const batches: MigrationBatch[] = [];
  const failed: Entry[] = [];
  const errors: string[] = [];
  for (const [index, line] of lines.entries()) {
    const batch = parseMigrationUri(line);
    if (batch.ok) batches.push(batch.value);
    else {
      failed.push(skip(`QR code ${index + 1}`, batch.error));
      errors.push(batch.error);
    }
  }
  return {
    batches: batches.length,
    errors,
    entries: [...collectBatches(batches).flatMap(entriesOf), ...failed],
  };
}

function entriesOf({ accounts, skipped, missingIndices, batchSize }: MigrationCollector): Entry[] {
  return [
    ...accounts.map((account): Entry => ({ from: 'account', account })),
    ...skipped.map(({ issuer, accountName, reason }) =>
      skip([issuer, accountName].filter(Boolean).join(': '), reason),
    ),
    ...missingEntry(missingIndices, batchSize),
  ];
}

/** One row an export, however many of its QR codes are missing. */
function missingEntry(indices: readonly number[], batchSize: number): Entry[] {
  if (indices.length === 0) return [];
  const named = indices.slice(0, 10).map((index) => index + 1);
  const rest = indices.length > named.length ? ', …' : '';
  return [skip(`QR code ${named.join(', ')}${rest} of ${batchSize}`, 'missing-batch')];
}

function entryOfLine(line: string, place: string): Entry {
  const account = parseKeyUri(line);
  if (!account.ok) return skip(labelOf(line) || place, account.error);
  const { isTrashed, account: rest, extras } = withoutCodeDisplay(account.value);
  if (isTrashed) return skip([rest.issuer, rest.accountName].filter(Boolean).join(': '), 'trashed');
  return { from: 'account', account: rest, ...extras };
}

const codeDisplaySchema = v.object({
  pinned: looseFlag,
  trashed: looseFlag,
  tags: looseTexts,
  note: looseText,
});

/** Ente says by JSON in a parameter of its own what is no part of a key URI. */
function withoutCodeDisplay(account: KeyUriAccount): {
  readonly account: KeyUriAccount;
  readonly extras: Extras;
  readonly isTrashed: boolean;
} {
  const text = account.unknownParameters.find(([name]) => name === 'codeDisplay')?.[1];
  const display = text === undefined ? undefined : shaped(codeDisplaySchema, parseInnerJson(text));
  if (display === undefined) return { account, extras: {}, isTrashed: false };
  const unknownParameters = account.unknownParameters.filter(([name]) => name !== 'codeDisplay');
  return {
    account: { ...account, unknownParameters },
    extras: { pinned: display.pinned, tags: display.tags, notes: display.note },
    isTrashed: display.trashed,
  };
}
