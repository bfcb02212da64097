import { describe, expect, test } from 'vitest';
import type { BackupSheet } from '../../../../src/core/backup/backup-content.ts';
import { withoutRecoveryCodes } from '../../../../src/core/backup/lost-computer.ts';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import type { RecoverySheet } from '../../../../src/core/vault/records/recovery-sheet.ts';
import { backupRecord } from '../../../support/backup/fixture.ts';
import { idOf } from '../../../support/vault/fixture.ts';
import { START } from '../../../support/vault/outside.ts';
import { plainSheet, USED } from '../../../support/vault/plain-sheet.ts';

const RECORDS = [
  backupRecord(idOf(1)),
  backupRecord(idOf(2)),
  backupRecord(idOf(3), {}, { deletedAt: START }),
];

describe('the accounts of a backup without recovery codes', () => {
  test('are all in use, in list order, where there is no sheet', () => {
    expect(named([])).toEqual([idOf(1), idOf(2)]);
  });

  test('are those whose id no sheet names', () => {
    expect(named([sheetOf(idOf(1))])).toEqual([idOf(2)]);
  });

  test.each<[string, Partial<RecoverySheet>, Partial<BackupSheet>]>([
    ['a sheet that was replaced', { replacedAt: START }, {}],
    ['a sheet that is spent', { marks: [USED] }, {}],
    ['a temporary code', { expiresAt: START + 1 }, {}],
    ['a sheet in the trash', {}, { deletedAt: START }],
  ])('stay on the list with %s', (_which, sheet, more) => {
    expect(named([sheetOf(idOf(1), sheet, more)])).toEqual([idOf(1), idOf(2)]);
  });
});

function named(sheets: readonly BackupSheet[]): readonly string[] {
  return withoutRecoveryCodes({ records: RECORDS, sheets, tombstones: [] }).map(({ id }) => id);
}

function sheetOf(
  accountId: string,
  sheet: Partial<RecoverySheet> = {},
  more: Partial<BackupSheet> = {},
): BackupSheet {
  const record = {
    type: 'recovery-sheet',
    sheet: plainSheet(accountId, sheet),
    codes: [encodeUtf8('abcd-1234')],
  } as const;
  return { id: idOf(9), version: 1, updatedAt: START, deletedAt: null, record, ...more };
}
