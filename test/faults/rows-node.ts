// The rows that need no browser: tests of this repository, run once and counted by what they prove.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FaultContext, FaultRow, Tally } from './fault-row.ts';
import { NODE_ROWS, type NodeRow } from './node-rows.ts';

interface TestResult {
  readonly fullName: string;
  readonly status: string;
}

let results: Promise<ReadonlyMap<string, readonly TestResult[]>> | undefined;

/** All files of the table in one run; the model gets as many lives as the run is long. */
async function runTests({ scale }: FaultContext): Promise<ReadonlyMap<string, readonly TestResult[]>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-fault-tests-'));
  try {
    const report = path.join(folder, 'report.json');
    const files = [...new Set(NODE_ROWS.map(({ file }) => `test/unit/${file}.test.ts`))];
    const env = { ...process.env, TALLYSTICK_MODEL_RUNS: String(Math.max(30, Math.round(1000 * scale))) };
    spawnSync('vitest', ['run', ...files, '--reporter=json', `--outputFile=${report}`], {
      cwd: path.resolve(import.meta.dirname, '../..'),
      stdio: 'ignore',
      env,
      shell: process.platform === 'win32',
    });
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
      testResults: readonly { readonly name: string; readonly assertionResults: readonly TestResult[] }[];
    };
    return new Map(testResults.map(({ name, assertionResults }) => [name, assertionResults]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judge(row: NodeRow, tally: Tally, context: FaultContext): Promise<void> {
  results ??= runTests(context);
  const end = `test/unit/${row.file}.test.ts`;
  const found = [...(await results)].find(([name]) => name.replaceAll('\\', '/').endsWith(end))?.[1] ?? [];
  const tests = found.filter(({ fullName }) => row.tests.test(fullName));
  const failed = tests.filter(({ status }) => status !== 'passed');
  if (tests.length === 0) throw new Error(`no test of ${row.file} fits`);
  tally.rounds += tests.length;
  tally.see(`${tests.length - failed.length} of ${tests.length} tests pass`);
  if (failed.length > 0) tally.judge({ lost: 0, torn: failed.length, difference: failed[0]?.fullName ?? '' });
}

export const nodeRows: readonly FaultRow[] = NODE_ROWS.map((row) => ({
  id: row.id,
  name: row.name,
  what: row.what,
  run: (tally, _rounds, context) => judge(row, tally, context),
}));
