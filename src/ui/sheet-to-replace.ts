import type { SheetView } from '../messaging/recovery-responses.ts';

/** The latest of the account's sheets that still counts: a site that makes new codes takes those of its last one back. */
export function sheetToReplace(sheets: readonly SheetView[], accountId: string): string | null {
  const own = sheets.filter(
    (sheet) =>
      sheet.accountId === accountId &&
      sheet.deletedAt === null &&
      sheet.replacedAt === null &&
      // An administrator's code is of no sheet.
      sheet.expiresAt === null,
  );
  return own.toSorted((a, b) => (b.details?.createdAt ?? 0) - (a.details?.createdAt ?? 0))[0]?.id ?? null;
}
