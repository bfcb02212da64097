// `npm run test:faults [-- --rounds N] [-- --only NAME] [-- --seed N]`: the fault table, tried for real. One line a fault;
// fails on any acknowledged write that is lost or torn, and on a first-run screen over a vault that exists.
import { readArguments } from './arguments.ts';
import { seededNumbers, Tally, type FaultRow } from '../test/faults/fault-row.ts';
import { faultRows } from '../test/faults/rows.ts';
import { removeSeedProfiles } from '../test/faults/seed-profile.ts';
import { findOrInstallBrowser } from './find-browser.ts';
import { commandStep } from './steps.ts';

/** What the longest row does where nothing else is asked for; the others keep their proportion to it. */
const FULL_ROUNDS = 200;

const { values } = readArguments(
  'npm run test:faults [-- --rounds N] [--only NAME] [--seed N] [--no-build]',
  {
    options: {
      rounds: { type: 'string', default: String(FULL_ROUNDS) },
      only: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string' },
      'no-build': { type: 'boolean', default: false },
    },
  },
);
const scale = Number(values.rounds) / FULL_ROUNDS;
const seed = Number(values.seed ?? Date.now() % 2 ** 32);
const chosen = faultRows.filter(
  ({ id, name }) => values.only.length === 0 || values.only.some((only) => only === name || only === id),
);
if (!(scale > 0) || chosen.length === 0) {
  console.error(`Nothing to do. Rows: ${faultRows.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

findOrInstallBrowser();
if (
  !values['no-build'] &&
  commandStep('build', process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/build.ts'])
    .failed > 0
) {
  process.exit(1);
}
console.log(`\nseed ${seed}; ${chosen.length} rows\n`);
console.log(lineOf(['id', 'fault', 'rounds', 'acked', 'lost', 'torn', 'seen']));
const totals = new Tally();
let failed = 0;
for (const row of chosen) {
  const tally = await tryRow(row);
  if (!tally.isGood) failed += 1;
  totals.rounds += tally.rounds;
  totals.acknowledged += tally.acknowledged;
  totals.lost += tally.lost;
  totals.torn += tally.torn;
  totals.firstRuns += tally.firstRuns;
}
await removeSeedProfiles();
console.log(
  `\n${chosen.length} rows, ${totals.rounds} rounds, ${totals.acknowledged} acknowledged writes: ${totals.lost} lost, ` +
    `${totals.torn} torn, ${totals.firstRuns} first-run screens over a vault, ${failed} rows failed`,
);
process.exitCode = failed === 0 ? 0 : 1;

async function tryRow(row: FaultRow): Promise<Tally> {
  const tally = new Tally();
  const started = performance.now();
  const rounds = Math.max(1, Math.round((row.rounds ?? 1) * scale));
  try {
    await row.run(tally, rounds, { scale, random: seededNumbers(seed) });
  } catch (error) {
    // A row that could not be tried to its end proves nothing.
    tally.torn += 1;
    tally.see(`STOPPED: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    if (process.env['DEBUG']) console.error(error);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const { id, what } = row;
  const counts = [tally.rounds, tally.acknowledged, tally.lost, tally.torn].map(String);
  const firstRuns = tally.firstRuns === 0 ? '' : `${tally.firstRuns} FIRST-RUN SCREENS; `;
  console.log(lineOf([id, `${row.name}: ${what}`, ...counts, `${firstRuns}${tally.seen} (${seconds} s)`]));
  return tally;
}

function lineOf([
  id = '',
  fault = '',
  rounds = '',
  acked = '',
  lost = '',
  torn = '',
  seen = '',
]: string[]): string {
  const numbers = [rounds, acked, lost, torn].map((text) => text.padStart(7)).join('');
  return `${id.padEnd(5)}${fault.padEnd(92)}${numbers}  ${seen}`;
}
