// What a kill leaves in LevelDB's log, and what the browser makes of it two starts later.
import { appendFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type FaultRow, Tally } from './fault-row.ts';
import { databaseFolder, run, type Running, withFolder } from './faulty-browser.ts';
import { Ledger } from './ledger.ts';
import { newAdditions, perform } from './perform.ts';
import { reopen } from './rows-kill.ts';

const LOG_BLOCK = 32 * 1024;
const LOG_HEADER = 7;
/** The bytes of the torn record, and those that were to be written. */
const WRITTEN = 1000;
const MEANT = 2000;

/**
 * A write that the kill cut in half ends LevelDB's log, and the browser writes on behind it: with the next start but one it
 * finds the log damaged and takes the database away. What was kept in between is in the copy, to the last change that was
 * acknowledged before the second kill.
 */
async function tornLogRounds(tally: Tally, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await withFolder(async (profile) => {
      const ledger = new Ledger();
      const first = await run(profile);
      await first.driver.create();
      await perform(first.driver, ledger, newAdditions(5));
      await performUnderMark(first, ledger);
      await first.kill();
      tearLog(databaseFolder(profile, 'leveldb'));
      const second = await reopen(profile, ledger, tally, 'leveldb');
      await perform(second.driver, ledger, newAdditions(5));
      await second.kill();
      const last = new Tally();
      const third = await reopen(profile, ledger, last, 'leveldb');
      await third.close();
      tally.judge(last);
      tally.see(last.seen);
      if (!last.seen.includes('emptied-with-copy'))
        tally.judge({ lost: 0, torn: 1, difference: 'the browser kept its database: nothing was tried' });
      tally.acknowledged += ledger.acknowledged;
      tally.rounds += 1;
    });
  }
}

const ATTEMPTS = 5;

/** The mark of a change stays until the copy has it, 300 ms later: whoever is killed before that leaves what a kill in the middle leaves. */
async function performUnderMark({ browser, driver }: Running, ledger: Ledger): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await driver.settle();
    await perform(driver, ledger, newAdditions(1));
    const isMarked = 'chrome.storage.local.get("settled").then(({ settled }) => settled === undefined)';
    if (await browser.inWorker<boolean>(isMarked)) return;
  }
  throw new Error('no change has left a mark');
}

/** LevelDB's log format: blocks of 32 KiB; a record is its checksum, length (2 bytes) and kind (1: whole), and the bytes. */
function tearLog(folder: string): void {
  const log = readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .toSorted()
    .at(-1);
  if (log === undefined) throw new Error('LevelDB has no log');
  const file = path.join(folder, log);
  // A record does not go over the end of its block.
  const room = LOG_BLOCK - (statSync(file).size % LOG_BLOCK) - LOG_HEADER;
  if (room < MEANT) throw new Error('the block of the log has no room for a torn record');
  const record = Buffer.alloc(LOG_HEADER + WRITTEN, 1);
  record.writeUInt16LE(MEANT, 4);
  appendFileSync(file, record);
}

export const tornLogRows: readonly FaultRow[] = [
  {
    id: 'F1',
    name: 'kill-torn-log',
    what: 'LevelDB writes on behind a write that a kill cut in half, and is killed again',
    rounds: 5,
    run: (tally, rounds) => tornLogRounds(tally, rounds),
  },
];
