// From the picture of a page to accounts: every code on it, each readable or not for a reason.
import type { KeyUriAccount } from '../core/key-uri/key-uri-account.ts';
import type { KeyUriError } from '../core/key-uri/key-uri-error.ts';
import { collectBatches, type MigrationCollector } from '../core/key-uri/migration-collector.ts';
import { readQrText } from '../core/key-uri/read-qr-text.ts';
import { readQrCodes } from '../platform/qr-reader.ts';
import { captureVisibleTab } from '../platform/tab-capture.ts';

export interface ScanOutcome {
  readonly accounts: readonly KeyUriAccount[];
  /** Exports of which not all parts were on the page. */
  readonly partial: readonly MigrationCollector[];
  /** Entries of an export that no account could be made of. */
  readonly skipped: MigrationCollector['skipped'];
  /** Codes on the page that are no accounts. */
  readonly refused: readonly KeyUriError[];
}

export type ScanFailure = 'not-capturable' | 'nothing-found' | 'failed';

/** The codes on the visible part of the tab in front. */
export async function scanVisibleTab(signal: AbortSignal): Promise<ScanOutcome | ScanFailure> {
  const picture = await captureVisibleTab();
  if (picture === 'not-capturable') return picture;
  try {
    const { texts } = await readQrCodes(picture, signal);
    return texts.length === 0 ? 'nothing-found' : readTexts(texts);
  } catch {
    return 'failed';
  }
}

export function readTexts(texts: readonly string[]): ScanOutcome {
  const read = texts.map(readQrText);
  const contents = read.flatMap((result) => (result.ok ? [result.value] : []));
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
    refused: read.flatMap((result) => (result.ok ? [] : [result.error])),
  };
}
