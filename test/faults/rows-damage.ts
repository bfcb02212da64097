// Files of the engines damaged while the browser is closed. The other engine is whole, so nothing may be missing in the
// end; where both are damaged, what cannot be shown is said to be lost, and never taken for a first run.
import path from 'node:path';
import { cut, dataFiles, flipSpread, named, overwriteStart, remove, zeroPage } from './damage-files.ts';
import type { FaultRow, Tally } from './fault-row.ts';
import { type Backend, copyProfile, databaseFolder, localFolder, run, withFolder } from './faulty-browser.ts';
import { differenceOf, isRightCode, type Row } from './ledger.ts';
import { recover } from './recovery.ts';
import { seedProfile } from './seed-profile.ts';

/** Damages the files below a folder; `at` goes from 0 to 1 over the rounds. */
type Damage = (folder: string, at: number) => void;

const eachFile =
  (pattern: RegExp, damage: (file: string, at: number) => void): Damage =>
  (folder, at) => {
    for (const file of named(folder, pattern)) damage(file, at);
  };

const LEVELDB: readonly (readonly [string, string, string, number, Damage])[] = [
  [
    'F8',
    'tail',
    'the end of the newest log never arrived',
    6,
    eachFile(/\.log$/, (file, at) => cut(file, 0.4 + at * 0.59)),
  ],
  ['F9', 'zeroed', 'a page of each log and table zeroed', 8, eachFile(/\.(log|ldb)$/, zeroPage)],
  [
    'F10',
    'flip',
    'one bit flipped, somewhere in all its files',
    24,
    (folder, at) => flipSpread(folder, 1, at),
  ],
  [
    'F10',
    'flips',
    '40 bits flipped, spread over all its files',
    6,
    (folder, at) => flipSpread(folder, 40, at),
  ],
  ['F11', 'current', 'CURRENT holds garbage', 1, eachFile(/^CURRENT$/, (file) => overwriteStart(file, 64))],
  ['F11', 'manifest', 'MANIFEST deleted', 1, (folder) => remove(named(folder, /^MANIFEST/))],
  [
    'F11',
    'manifest-garbage',
    'MANIFEST holds garbage',
    1,
    eachFile(/^MANIFEST/, (file) => overwriteStart(file, 512)),
  ],
  ['F11', 'tables', 'tables deleted', 1, (folder) => remove(named(folder, /\.ldb$/))],
  ['F11', 'log', 'logs deleted', 1, (folder) => remove(named(folder, /\.log$/))],
  ['F11', 'half', 'tables and logs cut in half', 1, eachFile(/\.(log|ldb)$/, (file) => cut(file, 0.5))],
  ['F11', 'gone', 'the whole folder deleted', 1, (folder) => remove([folder])],
];

const SQLITE: readonly (readonly [string, string, string, number, Damage])[] = [
  [
    'F8',
    'tail',
    'the end of its files never arrived',
    6,
    eachFile(/./, (file, at) => cut(file, 0.7 + at * 0.29)),
  ],
  ['F9', 'zeroed', 'a page zeroed', 8, eachFile(/./, zeroPage)],
  ['F10', 'flip', 'one bit flipped, somewhere in its file', 24, (folder, at) => flipSpread(folder, 1, at)],
  ['F10', 'flips', '40 bits flipped, spread over its file', 6, (folder, at) => flipSpread(folder, 40, at)],
  ['F11', 'header', 'the header damaged', 1, eachFile(/./, (file) => overwriteStart(file, 100))],
  ['F11', 'half', 'the file cut in half', 1, eachFile(/./, (file) => cut(file, 0.5))],
  ['F11', 'empty', 'the file emptied', 1, eachFile(/./, (file) => cut(file, 0))],
  ['F11', 'gone', 'the whole folder deleted', 1, (folder) => remove([folder])],
];

/** The damages of one kind each that `npm test` tries too. */
export const SHORT_DAMAGES: { readonly [Name in Backend]: readonly string[] } = {
  leveldb: ['flips', 'current', 'tables', 'half', 'gone'],
  sqlite: ['flips', 'zeroed', 'half', 'empty', 'gone'],
};

export async function damageOnce(
  tally: Tally,
  backend: Backend,
  damage: (profile: string) => void,
  size: 'small' | 'large' = 'large',
): Promise<void> {
  const seed = await seedProfile(backend, size);
  await withFolder(async (folder) => {
    const profile = path.join(folder, 'profile');
    copyProfile(seed.folder, profile);
    damage(profile);
    const { driver, close } = await run(profile, { backend });
    try {
      const { accounts } = await recover(driver, tally);
      const difference = accounts === undefined ? 'nothing can be shown' : differenceOf(seed.rows, accounts);
      tally.acknowledged += seed.rows.length;
      tally.rounds += 1;
      if (difference !== undefined) {
        const right = seed.rows.filter((row) =>
          accounts?.some((one) => one.name === row.name && isRightCode(row, one)),
        );
        tally.judge({ lost: Math.max(1, seed.rows.length - right.length), torn: 0, difference });
      }
    } finally {
      await close();
    }
  });
}

export function damageOf(backend: Backend, name: string): Damage {
  const found = (backend === 'leveldb' ? LEVELDB : SQLITE).find(([, word]) => word === name);
  if (found === undefined) throw new Error(`there is no damage ${name}`);
  return found[4];
}

async function rounds(count: number, work: (at: number) => Promise<void>): Promise<void> {
  for (let round = 0; round < count; round += 1) await work((round + 0.5) / count);
}

function databaseRow(backend: Backend, [id, name, what, full, damage]: (typeof LEVELDB)[number]): FaultRow {
  return {
    id,
    name: `${backend}-${name}`,
    what: `IndexedDB (${backend === 'leveldb' ? 'LevelDB' : 'SQLite'}): ${what}`,
    rounds: full,
    run: (tally, count) =>
      rounds(count, (at) =>
        damageOnce(tally, backend, (profile) => damage(databaseFolder(profile, backend), at)),
      ),
  };
}

function localRow([, name, what, full, damage]: (typeof LEVELDB)[number]): FaultRow {
  return {
    id: 'F12',
    name: `local-${name}`,
    what: `storage.local: ${what}`,
    rounds: full,
    run: (tally, count) =>
      rounds(count, (at) => damageOnce(tally, 'leveldb', (profile) => damage(localFolder(profile), at))),
  };
}

/** Nothing can be promised but honesty: no first run, no wrong code, and whatever is shown is right. */
async function damageBoth(tally: Tally, backend: Backend, damage: (profile: string) => void): Promise<void> {
  const seed = await seedProfile(backend);
  await withFolder(async (folder) => {
    const profile = path.join(folder, 'profile');
    copyProfile(seed.folder, profile);
    damage(profile);
    const { driver, close } = await run(profile, { backend });
    const { accounts = [] } = await recover(driver, tally);
    const wrong = accounts.filter((account) => !isTrue(seed.rows, account));
    tally.see(`${accounts.length} of ${seed.rows.length} accounts shown`);
    if (wrong.length > 0)
      tally.judge({ lost: 0, torn: wrong.length, difference: `${wrong[0]?.name} is wrong` });
    tally.rounds += 1;
    await close();
  });
}

function isTrue(rows: readonly Row[], account: Parameters<typeof isRightCode>[1]): boolean {
  const row = rows.find(({ name }) => name === account.name);
  return row !== undefined && (account.code?.kind !== 'time' || isRightCode(row, account));
}

function bothRow(backend: Backend, name: string, what: string, damage: Damage): FaultRow {
  return {
    id: 'F13',
    name: `both-${backend}-${name}`,
    what: `both engines (${backend === 'leveldb' ? 'LevelDB' : 'SQLite'}): ${what}`,
    rounds: 4,
    run: (tally, count) =>
      rounds(count, (at) =>
        damageBoth(tally, backend, (profile) => {
          damage(databaseFolder(profile, backend), at);
          damage(localFolder(profile), at);
        }),
      ),
  };
}

const flips: Damage = (folder, at) => flipSpread(folder, 60, at);
const halves: Damage = (folder) => {
  for (const file of dataFiles(folder)) cut(file, 0.5);
};

export const damageRows: readonly FaultRow[] = [
  ...LEVELDB.map((row) => databaseRow('leveldb', row)),
  ...SQLITE.map((row) => databaseRow('sqlite', row)),
  ...LEVELDB.filter(([id]) => id !== 'F8').map(localRow),
  bothRow('leveldb', 'flips', '60 bits flipped in each', flips),
  bothRow('sqlite', 'flips', '60 bits flipped in each', flips),
  bothRow('leveldb', 'half', 'every file cut in half', halves),
];
