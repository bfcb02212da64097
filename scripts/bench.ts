// `npm run bench [-- --only NAME] [-- --json FILE]`: ours beside a reference in one run, as ratios. No pass marks: machines differ.
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { readArguments } from './arguments.ts';
import type { Row } from '../bench/table.ts';
import { openDisplay } from './display.ts';
import { findOrInstallBrowser } from './find-browser.ts';
import { commandStep } from './steps.ts';

/** In the order in which they run. */
const PARTS: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  sizes: async () => (await import('../bench/sizes.ts')).measureSizes(),
  codes: async () => (await import('../bench/codes.ts')).measureCodes(),
  popup: async () => (await import('../bench/popup-paint.ts')).measurePopupPaint([10, 100, 1000, 10_000]),
  unlock: async () => (await import('../bench/unlock.ts')).measureUnlock(),
  search: async () => (await import('../bench/search.ts')).measureSearch([100, 1000, 10_000]),
  saving: async () => (await import('../bench/saving.ts')).measureSaving([10, 100, 1000, 10_000]),
  opening: async () => (await import('../bench/opening.ts')).measureOpening([10, 100, 1000, 10_000]),
  memory: async () => (await import('../bench/memory.ts')).measureMemory([100, 10_000]),
  import: async () => (await import('../bench/importing.ts')).measureImport([1000, 10_000]),
  content: async () => (await import('../bench/content-cost.ts')).measureContentCost(),
  fields: async () => (await import('../bench/fields.ts')).measureFields([10, 200, 2000]),
  passkeys: async () => (await import('../bench/passkeys.ts')).measurePasskeys(),
  qr: async () => (await import('../bench/qr.ts')).measureQr(),
};

const { values } = readArguments('npm run bench [-- --only NAME] [--json FILE]', {
  options: { json: { type: 'string' }, only: { type: 'string' } },
});
const { only, json } = values;
const chosen = Object.entries(PARTS).filter(([name]) => only === undefined || only === name);
if (chosen.length === 0) {
  console.error(`There is no part “${only}”; there are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}

findOrInstallBrowser();
if (
  commandStep('build', process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/build.ts'])
    .failed > 0
) {
  process.exit(1);
}
const display = await openDisplay();
process.env['DISPLAY'] = display.name;
try {
  const rows: Row[] = [];
  for (const [name, measure] of chosen) {
    const started = performance.now();
    try {
      rows.push(...(await measure()));
      console.log(`${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
    } catch (error) {
      // What the other parts took minutes for is not lost.
      console.error(`${name} was not measured.`, error);
      process.exitCode = 1;
    }
  }
  const { printTable, printGrowth } = await import('../bench/table.ts');
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}, ${os.platform()} ${os.release()}`;
  const load = os.loadavg()[0] ?? 0;
  console.log(`\n${machine}; load ${load.toFixed(1)}`);
  printTable(rows);
  printGrowth(rows);
  if (json !== undefined) writeFileSync(json, JSON.stringify({ machine, load, rows }, null, 2));
} finally {
  display.close();
}
