// A short share of the fault table (`npm run test:faults` has all of it): the browser killed while it writes, files of both
// backends damaged on disk, and IndexedDB cleared. No acknowledged write is lost or torn, and no first run is shown.
import { Tally, seededNumbers, type FaultRow } from '../faults/fault-row.ts';
import { databaseFolder, type Backend } from '../faults/faulty-browser.ts';
import { damageOf, damageOnce, SHORT_DAMAGES } from '../faults/rows-damage.ts';
import { killRows } from '../faults/rows-kill.ts';
import { stateRows } from '../faults/rows-state.ts';
import { removeSeedProfiles } from '../faults/seed-profile.ts';
import { expect, test } from '@playwright/test';

const KILL_ROUNDS = 15;
const BACKENDS: readonly Backend[] = ['leveldb', 'sqlite'];

test.afterAll(removeSeedProfiles);

function rowNamed(name: string): FaultRow {
  const row = [...killRows, ...stateRows].find((one) => one.name === name);
  if (row === undefined) throw new Error(`there is no row ${name}`);
  return row;
}

function expectNothingLost({ lost, torn, firstRuns, seen }: Tally): void {
  expect({ lost, torn, firstRuns }, seen).toEqual({ lost: 0, torn: 0, firstRuns: 0 });
}

test('the browser killed while it writes, 15 times, loses and tears no acknowledged change', async () => {
  test.setTimeout(240_000);
  const tally = new Tally();
  const seed = Date.now() % 2 ** 32;
  await rowNamed('kill').run(tally, KILL_ROUNDS, { scale: 1, random: seededNumbers(seed) });
  expect(tally.rounds).toBe(KILL_ROUNDS);
  expect(tally.acknowledged).toBeGreaterThan(0);
  expectNothingLost(tally);
});

for (const backend of BACKENDS) {
  for (const name of SHORT_DAMAGES[backend]) {
    test(`a damaged database (${backend}: ${name}) is no first run, and all accounts come back`, async () => {
      const tally = new Tally();
      const damage = damageOf(backend, name);
      await damageOnce(tally, backend, (profile) => damage(databaseFolder(profile, backend), 0.5), 'small');
      expect(tally.rounds).toBe(1);
      expectNothingLost(tally);
    });
  }
}

test('IndexedDB cleared while the vault is open ends on the recovery screen, and the copy gives every code', async () => {
  const tally = new Tally();
  await rowNamed('clear-leveldb').run(tally, 1, { scale: 1, random: seededNumbers(1) });
  expect(tally.seen).toContain('emptied-with-copy > run-from-mirror > take-copy');
  expectNothingLost(tally);
});
