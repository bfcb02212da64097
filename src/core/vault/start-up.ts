// The decision that can lose a user's data: what to show when the browser starts. An empty database is never taken
// for a first run where anything says that there was a vault: browsers answer damage with an empty database.

/** What the engine said when it was opened without being allowed to create anything. */
export type EngineAnswer =
  /** The database exists. */
  | 'opened'
  /** The browser would have created it (oldVersion 0, whatever its dataLoss says); the upgrade was aborted. */
  | 'absent'
  /** UnknownError, AbortError or no answer in time. */
  | 'failed';

export type HeadAnswer = 'good' | 'missing' | 'damaged' | 'newer-format';

export interface LockedAnswers {
  readonly engine: EngineAnswer;
  /** The better of the two copies. */
  readonly head: HeadAnswer;
  /** True where storage.local remembers that a vault was created in this browser. */
  readonly installedMarker: boolean;
}

export type StartUp =
  | 'first-run'
  /** A good head: ask for the passphrase. */
  | 'locked'
  /** There was a vault and its database came back empty. Nothing is written before the user decides. */
  | 'emptied'
  /** The database does not open. */
  | 'unavailable'
  /** Both copies of the head are damaged. */
  | 'head-damaged'
  /** Written by a newer version: read-only notice. */
  | 'newer-format';

/** Total; the first row that fits wins. */
export function decideStartUp({ engine, head, installedMarker }: LockedAnswers): StartUp {
  if (engine === 'failed') return 'unavailable';
  if (engine === 'opened' && head === 'newer-format') return 'newer-format';
  if (engine === 'opened' && head === 'good') return 'locked';
  if (engine === 'opened' && head === 'damaged') return 'head-damaged';
  // No database, or one without a head (a browser that died between creating the database and the first commit).
  return installedMarker ? 'emptied' : 'first-run';
}
