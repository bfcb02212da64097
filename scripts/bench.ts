// `npm run bench [-- --only popup|unlock|content] [-- --json FILE]`: ours beside a reference in one run, as ratios. No pass marks: machines differ.
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { openDisplay } from './display.ts';
import { findOrInstallBrowser } from './find-browser.ts';
import { commandStep } from './steps.ts';

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });

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
  const { measurePopupPaint } = await import('../bench/popup-paint.ts');
  const { measureContentCost } = await import('../bench/content-cost.ts');
  const { measureUnlock } = await import('../bench/unlock.ts');
  const { printTable } = await import('../bench/table.ts');
  const { only } = values;
  const rows = [
    ...(only === undefined || only === 'popup' ? await measurePopupPaint([10, 100, 1000]) : []),
    ...(only === undefined || only === 'unlock' ? [await measureUnlock()] : []),
    ...(only === undefined || only === 'content' ? await measureContentCost() : []),
  ];
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}, ${os.platform()} ${os.release()}`;
  console.log(`\n${machine}\n`);
  printTable(rows);
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ machine, rows }, null, 2));
} finally {
  display.close();
}
