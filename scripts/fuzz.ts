import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readArguments } from './arguments.ts';
import { FIXTURE_PASSPHRASE } from '../test/support/transfer-accounts.ts';
import { FIXTURES, fixtureBytes } from '../test/support/transfer-fixtures.ts';
import { fuzzFiles } from './fuzz/fuzz-files.ts';

// npm run test:fuzz                        100 000 mutated inputs for each plain format, 1 000 for each that derives a key
// npm run test:fuzz -- --seed N            the same inputs again
// npm run test:fuzz -- --part 100 aegis    a hundredth of them, for the formats whose name begins so

const { values, positionals } = readArguments('npm run test:fuzz [-- --seed N] [--part N] [FORMATS...]', {
  allowPositionals: true,
  options: { seed: { type: 'string' }, part: { type: 'string' } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const part = Number(values.part ?? 1);

/** What garbage collection leaves may differ by a bit; a reader that keeps its inputs grows by far more. */
const MAX_GROWTH_MB = 24;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const formats = [...new Set(FIXTURES.map(({ format }) => format))].filter(
  (format) => positionals.length === 0 || positionals.some((start) => format.startsWith(start)),
);
let passed = 0;
let failed = 0;
for (const format of formats) {
  await run(format, false, 100_000);
  await run(format, true, 1000);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function run(format: string, isSealed: boolean, full: number): Promise<void> {
  const fixtures = FIXTURES.filter((fixture) => fixture.format === format && fixture.isSealed === isSealed);
  if (fixtures.length === 0) return;
  const count = Math.ceil(full / part);
  const memory: number[] = [];
  const started = performance.now();
  const report = await fuzzFiles({
    files: fixtures.map(({ file }) => fixtureBytes(file)),
    passphrase: isSealed ? FIXTURE_PASSPHRASE : undefined,
    count,
    seed,
    onPause: () => memory.push(usedMb()),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const growth = growthOf(memory);
  const faults = growth > MAX_GROWTH_MB ? [...report.faults, `memory grew by ${growth} MB`] : report.faults;
  if (faults.length === 0) passed += 1;
  else failed += 1;
  const name = isSealed ? `${format} (sealed)` : format;
  console.log(
    `${faults.length === 0 ? 'ok    ' : 'FAILED'} ${name}: ${count} inputs, seed ${seed}, ${report.read} read, ` +
      `${report.derived} keys derived, slowest ${report.slowestMs.toFixed(0)} ms, memory ${growth >= 0 ? '+' : ''}${growth} MB, ${seconds} s`,
  );
  for (const fault of faults) console.log(`       ${fault}`);
}

function usedMb(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

/** From the end of the first tenth, when everything has been loaded and compiled, to the end. */
function growthOf(memory: readonly number[]): number {
  const first = memory[Math.floor(memory.length / 10)] ?? 0;
  return Number(((memory.at(-1) ?? first) - first).toFixed(1));
}
