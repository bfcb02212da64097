// From the texts of codes to accounts: each text is an account, part of an export, or refused for a reason.
import type { KeyUriAccount } from '../../core/key-uri/key-uri-account.ts';
import type { KeyUriError } from '../../core/key-uri/key-uri-error.ts';
import { collectBatches, type MigrationCollector } from '../../core/key-uri/migration-collector.ts';
import { readQrText } from '../../core/key-uri/read-qr-text.ts';

export interface ScanOutcome {
  readonly accounts: readonly KeyUriAccount[];
  /** Exports of which not all parts have been scanned. */
  readonly partial: readonly MigrationCollector[];
  /** Entries of an export that no account could be made of. */
  readonly skipped: MigrationCollector['skipped'];
  /** Codes that are no accounts. */
  readonly refused: readonly RefusedCode[];
}

export interface RefusedCode {
  readonly error: KeyUriError;
  /** The beginning of what the code holds; only where it is nothing of ours, since that could be a secret. */
  readonly holds: string | undefined;
}

const MOST_SHOWN = 60;

export function readTexts(texts: readonly string[]): ScanOutcome {
  const read = texts.map((text) => ({ text, result: readQrText(text) }));
  const contents = read.flatMap(({ result }) => (result.ok ? [result.value] : []));
  const exports = collectBatches(
    contents.flatMap((content) => (content.kind === 'migration' ? [content.batch] : [])),
  );
  return {
    accounts: [
      ...contents.flatMap((content) => (content.kind === 'account' ? [content.account] : [])),
      ...exports.flatMap(({ accounts }) => accounts),
    ],
    partial: exports.filter(({ isComplete }) => !isComplete),
    skipped: exports.flatMap(({ skipped }) => skipped),
    refused: read.flatMap(({ text, result }) => (result.ok ? [] : [refusedOf(text, result.error)])),
  };
}

/** The parts of exports that lack others: the texts to keep for the next scan. */
export function textsOfParts(texts: readonly string[]): readonly string[] {
  const { partial } = readTexts(texts);
  return texts.filter((text) => {
    const content = readQrText(text);
    if (!content.ok || content.value.kind !== 'migration') return false;
    const { batchId, batchSize } = content.value.batch;
    return partial.some((lacking) => lacking.batchId === batchId && lacking.batchSize === batchSize);
  });
}

function refusedOf(text: string, error: KeyUriError): RefusedCode {
  return { error, holds: error === 'not-otpauth' ? shortened(text) : undefined };
}

/** One line without control characters; what is cut off is marked. */
function shortened(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...line];
  return characters.length > MOST_SHOWN ? `${characters.slice(0, MOST_SHOWN).join('')}…` : line;
}
