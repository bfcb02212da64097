// The decisions that can lose a user's data: what to show when the browser starts (locked), and what to run on once the
// key is known (unlocked). Both are total and the first row that fits wins. An empty database is never taken for a
// first run where anything says that there was a vault: browsers answer damage with an empty database.

/** What the engine said when it was opened without being allowed to create anything. */
export type EngineAnswer =
  /** The database exists. */
  | 'opened'
  /** The browser would have created it (oldVersion 0, whatever its dataLoss says); the upgrade was aborted. */
  | 'absent'
  /** UnknownError, AbortError or no answer in time, also after it was opened again. */
  | 'failed';

export type HeadAnswer = 'good' | 'missing' | 'damaged' | 'newer-format';

/**
 * What the copy in storage.local says before any key is known. `good`: a whole header of the same vault, or of any vault
 * where the database names none. `other-vault`: a whole header with another vault id than the database's.
 */
export type MirrorAnswer = 'good' | 'other-vault' | 'damaged' | 'missing';

export interface LockedAnswers {
  readonly engine: EngineAnswer;
  /** The better of the two copies. */
  readonly head: HeadAnswer;
  readonly mirror: MirrorAnswer;
  /** True where storage.local remembers that a vault was created in this browser. */
  readonly installedMarker: boolean;
}

export type StartUp =
  | 'first-run'
  /** A good head: ask for the passphrase. */
  | 'locked'
  /** The database came back empty; the mirror has a copy. Nothing is written before the user decides. */
  | 'emptied-with-copy'
  /** There was a vault, its database came back empty, and there is no copy. */
  | 'emptied'
  /** The database does not open; the mirror has a copy, which shows codes read-only. */
  | 'unavailable-with-copy'
  | 'unavailable'
  /** Both copies of the head are damaged; the mirror has one. */
  | 'head-damaged-with-copy'
  | 'head-damaged'
  /** Database and mirror belong to two vaults: neither is overwritten before the user chose. */
  | 'two-vaults'
  /** Written by a newer version: read-only notice. */
  | 'newer-format';

/** Total; the first row that fits wins. */
export function decideStartUp({ engine, head, mirror, installedMarker }: LockedAnswers): StartUp {
  const hasCopy = mirror === 'good' || mirror === 'other-vault';
  if (engine === 'failed') return hasCopy ? 'unavailable-with-copy' : 'unavailable';
  if (engine === 'opened' && head !== 'missing') return decideByHead(head, mirror, hasCopy);
  // No database, or one without a head (a browser that died between creating the database and the first commit).
  if (hasCopy) return 'emptied-with-copy';
  return installedMarker || mirror === 'damaged' ? 'emptied' : 'first-run';
}

function decideByHead(head: Exclude<HeadAnswer, 'missing'>, mirror: MirrorAnswer, hasCopy: boolean): StartUp {
  switch (head) {
    case 'newer-format':
      return 'newer-format';
    case 'good':
      return mirror === 'other-vault' ? 'two-vaults' : 'locked';
    case 'damaged':
      return hasCopy ? 'head-damaged-with-copy' : 'head-damaged';
  }
}

/** What the sealed index of the database said under the vault key. */
export type IndexAnswer = 'verifies' | 'fails';

/** What the mirror's own index said under the vault key. `none`: there is no mirror, or it does not open. */
export type MirrorIndexAnswer = 'newer' | 'same' | 'older' | 'none';

export interface UnlockedAnswers {
  readonly index: IndexAnswer;
  readonly mirror: MirrorIndexAnswer;
  /** The mirror holds far more accounts, and no tombstone says why. */
  readonly mirrorFarFuller: boolean;
  /** The anchor, authentic under the vault key, names a later state than the index. */
  readonly olderThanAnchor: boolean;
}

/**
 * - `run-and-refresh-mirror`: the mirror lags and is written again.
 * - `ask-mirror-newer`: the mirror is newer or far fuller: codes are shown, nothing is written, the user chooses.
 * - `ask-older-copy`: the database was set back and the mirror does not help: as above.
 * - `run-from-mirror`: the index is damaged: codes from the mirror, repair after the user agrees.
 * - `run-salvaged`: the index is damaged and there is no copy of it: what opens is shown read-only, its age unknown.
 * - `run-stopped`: never at unlocking: the database of an open vault does not answer any more. What was opened is shown.
 */
export const RUN_DECISIONS = [
  'run',
  'run-and-refresh-mirror',
  'ask-mirror-newer',
  'ask-older-copy',
  'run-from-mirror',
  'run-salvaged',
  'run-stopped',
] as const;
export type RunDecision = (typeof RUN_DECISIONS)[number];

/** Total; the first row that fits wins. Damaged records are a question of their own: see check-records.ts. */
export function decideRun({ index, mirror, mirrorFarFuller, olderThanAnchor }: UnlockedAnswers): RunDecision {
  if (index === 'fails') return mirror === 'none' ? 'run-salvaged' : 'run-from-mirror';
  if (mirror === 'newer' || (mirror !== 'none' && mirrorFarFuller)) return 'ask-mirror-newer';
  if (olderThanAnchor) return 'ask-older-copy';
  return mirror === 'same' ? 'run' : 'run-and-refresh-mirror';
}

/** Whether changes are stored; a counter-based account gives no code where they are not. */
export function mayWrite(decision: RunDecision): boolean {
  return decision === 'run' || decision === 'run-and-refresh-mirror';
}
