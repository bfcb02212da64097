import { describe, expect, test } from 'vitest';
import { sheetRestoreChanges } from '../../../../src/core/backup/restore-sheets.ts';
import type { BackupContent } from '../../../../src/core/backup/backup-content.ts';
import type { CurrentVault } from '../../../../src/core/backup/current-vault.ts';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import {
  passedTo,
  type RecoverySheet,
  type SheetRecord,
  summaryOf,
} from '../../../../src/core/vault/records/recovery-sheet.ts';
import { idOf } from '../../../support/vault/fixture.ts';
import { START, testOutside } from '../../../support/vault/outside.ts';
import { plainSheet, UNUSED, USED } from '../../../support/vault/plain-sheet.ts';

const OLD = idOf(1);
const HEIR = idOf(2);
const SHEET = idOf(9);

describe('a sheet that went to the account that took the place of the restored one', () => {
  test('stays there while that is in use: no code is in two sheets', () => {
    expect(restored({ marks: [UNUSED, UNUSED] }, null)).toEqual([]);
  });

  test('keeps what was spent since, and learns what the backup knows to be spent', () => {
    expect(restored({ marks: [USED, UNUSED] }, null)).toEqual([]);
    const [change, ...more] = restored({ marks: [UNUSED, UNUSED] }, null, [UNUSED, USED]);
    expect(more).toEqual([]);
    expect(change).toMatchObject({ kind: 'put', id: SHEET, record: { sheet: { accountId: HEIR } } });
    expect(change).toMatchObject({ record: { sheet: { marks: [UNUSED, { state: 'used' }] } } });
  });

  test('comes back where that account is in the trash', () => {
    const changes = restored({ marks: [USED, UNUSED] }, START);
    expect(changes).toMatchObject([
      { kind: 'put', id: SHEET, record: { sheet: { accountId: OLD, marks: [{ state: 'used' }, UNUSED] } } },
    ]);
  });
});

/** The changes of restoring the old account from a backup of before its heir came. */
function restored(
  now: Partial<RecoverySheet>,
  heirDeletedAt: number | null,
  marksInBackup: RecoverySheet['marks'] = [UNUSED, UNUSED],
) {
  const record = recordOf(passedTo(plainSheet(OLD, now), HEIR));
  const vault = {
    vaultId: new Uint8Array(16),
    records: [
      { entry: { id: OLD, deletedAt: START }, record: null },
      { entry: { id: HEIR, deletedAt: heirDeletedAt }, record: null },
    ],
    sheets: [{ entry: { id: SHEET, deletedAt: null, sheet: summaryOf(record.sheet) }, record }],
    tombstones: [],
  } as unknown as CurrentVault;
  const content: BackupContent = {
    records: [],
    sheets: [
      {
        id: SHEET,
        version: 1,
        updatedAt: START,
        deletedAt: null,
        record: recordOf(plainSheet(OLD, { marks: marksInBackup })),
      },
    ],
    tombstones: [],
  };
  return sheetRestoreChanges(content, vault, new Map([[OLD, OLD]]), testOutside().random);
}

function recordOf(sheet: RecoverySheet): SheetRecord {
  return { type: 'recovery-sheet', sheet, codes: [encodeUtf8('abcd-1234'), encodeUtf8('efgh-5678')] };
}
