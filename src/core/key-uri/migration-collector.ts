import { equalBytes } from '../bytes/bytes.ts';
import type { KeyUriAccount } from './key-uri-account.ts';
import type { MigrationBatch, SkippedEntry } from './parse-migration-uri.ts';

/** One export put together from the batches scanned so far: "2 of 5 scanned, 1, 3 and 4 are missing". */
export interface MigrationCollector {
  readonly batchId: number;
  readonly batchSize: number;
  readonly scanned: number;
  /** From 0, ascending. */
  readonly missingIndices: readonly number[];
  readonly isComplete: boolean;
  /** In the order of the export. */
  readonly accounts: readonly KeyUriAccount[];
  readonly skipped: readonly SkippedEntry[];
}

/** The exports in a list of scanned batches, in the order they were begun. A batch scanned twice counts once. */
export function collectBatches(batches: readonly MigrationBatch[]): readonly MigrationCollector[] {
  const groups: Map<number, MigrationBatch>[] = [];
  for (const batch of batches) {
    const group = groups.find((candidate) => hasRoomFor(candidate, batch));
    if (group === undefined) groups.push(new Map([[batch.batchIndex, batch]]));
    else group.set(batch.batchIndex, batch);
  }
  return groups.flatMap((group) => collect([...group.values()]));
}

/**
 * Whether a batch belongs to a group: same export, and its place is free or holds the same accounts. Other writers
 * give every export the id 0, so the id alone does not tell two of them apart.
 */
function hasRoomFor(group: ReadonlyMap<number, MigrationBatch>, batch: MigrationBatch): boolean {
  const [first] = group.values();
  if (first?.batchId !== batch.batchId || first.batchSize !== batch.batchSize) return false;
  const present = group.get(batch.batchIndex);
  return present === undefined || hasSameSecrets(present, batch);
}

function hasSameSecrets(a: MigrationBatch, b: MigrationBatch): boolean {
  if (a.accounts.length !== b.accounts.length) return false;
  return a.accounts.every((account, index) => {
    const other = b.accounts[index];
    return other !== undefined && equalBytes(account.secret, other.secret);
  });
}

function collect(group: readonly MigrationBatch[]): MigrationCollector[] {
  const [first] = group;
  if (first === undefined) return [];
  const { batchId, batchSize } = first;
  const present = new Set(group.map(({ batchIndex }) => batchIndex));
  const missingIndices = Array.from({ length: batchSize }, (_, index) => index).filter(
    (index) => !present.has(index),
  );
  const ordered = group.toSorted((a, b) => a.batchIndex - b.batchIndex);
  return [
    {
      batchId,
      batchSize,
      scanned: present.size,
      missingIndices,
      isComplete: missingIndices.length === 0,
      accounts: ordered.flatMap(({ accounts }) => accounts),
      skipped: ordered.flatMap(({ skipped }) => skipped),
    },
  ];
}
