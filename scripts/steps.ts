// The checks that `npm test` and `npm run check` share. Each prints its own output and counts what passed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Failure,
  failuresOfPlaywright,
  failuresOfVitest,
  linesOf,
  type PlaywrightReport,
  type VitestReport,
} from './failures.ts';

export interface StepResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  readonly failures: readonly Failure[];
}

const root = path.resolve(import.meta.dirname, '..');
const MOST_OUTPUT = 64 * 1024 * 1024;

export const staticSteps: readonly (() => StepResult)[] = [
  () => commandStep('types', 'tsc', ['-p', 'tsconfig.json']),
  () => commandStep('types of core, without a browser', 'tsc', ['-p', 'tsconfig.core.json']),
  () => commandStep('lint', 'oxlint', ['--type-aware', '.']),
  () => commandStep('format', 'biome', ['format', '.']),
  () => commandStep('unused code', 'knip', []),
  () => commandStep('lengths of files', process.execPath, ['scripts/file-lengths.ts']),
];

/** A program that says all by its exit code: one check. */
export function commandStep(name: string, command: string, args: readonly string[]): StepResult {
  const started = performance.now();
  console.log(`\n── ${name}`);
  const { isGood, said } = runAndListen(command, args);
  return {
    name,
    passed: isGood ? 1 : 0,
    failed: isGood ? 0 : 1,
    skipped: 0,
    seconds: secondsSince(started),
    failures: isGood ? [] : [{ name, error: said }],
  };
}

/** Of vitest.config.ts: all but what takes seconds a test, what opens a browser, and the packages. */
export const UNIT_PROJECTS = ['core', 'services', 'adapters', 'relying-party', 'alone'];

export function vitestStep(name: string, projects: readonly string[]): StepResult {
  return reportedStep(name, (report) => {
    const chosen = projects.flatMap((project) => ['--project', project]);
    const isGood = run('vitest', [
      'run',
      ...chosen,
      '--reporter=dot',
      '--reporter=json',
      `--outputFile=${report}`,
    ]);
    const counts = readJson(report) as VitestReport | undefined;
    const failed = counts?.numFailedTests ?? 0;
    // A run that fails outside of its tests (a file that does not load) has failed all the same.
    return {
      passed: counts?.numPassedTests ?? 0,
      failed: isGood ? failed : Math.max(1, failed),
      skipped: counts?.numPendingTests ?? 0,
      failures: counts === undefined ? [] : failuresOfVitest(counts, root),
    };
  });
}

export function playwrightStep(
  name: string,
  displays: readonly string[],
  args: readonly string[] = [],
): StepResult {
  return reportedStep(name, (report) => {
    const isGood = run('playwright', ['test', ...args], {
      TALLYSTICK_DISPLAYS: displays.join(','),
      TALLYSTICK_REPORT: report,
    });
    const counts = (readJson(report) ?? {}) as PlaywrightReport;
    const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = counts.stats ?? {};
    // A flaky test is a failed one.
    const failed = unexpected + flaky;
    return {
      passed: expected,
      failed: isGood ? failed : Math.max(1, failed),
      skipped,
      failures: failuresOfPlaywright(counts),
    };
  });
}

/** What each step did and why it failed, and the closing line, which machines read too. */
export function closeWith(results: readonly StepResult[]): void {
  const sum = (pick: (result: StepResult) => number) =>
    results.reduce((total, result) => total + pick(result), 0);
  console.log('');
  for (const { name, passed, failed, seconds } of results) {
    console.log(
      `${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passed} passed, ${failed} failed in ${seconds.toFixed(1)} s`,
    );
  }
  const failures = results.flatMap((result) => result.failures);
  if (failures.length > 0) console.log(`\n${linesOf(failures).join('\n')}\n`);
  console.log(`total time: ${sum(({ seconds }) => seconds).toFixed(0)} s\n`);
  const skipped = sum((result) => result.skipped);
  const failed = sum((result) => result.failed);
  console.log(
    `${sum(({ passed }) => passed)} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

function reportedStep(
  name: string,
  work: (report: string) => Omit<StepResult, 'name' | 'seconds'>,
): StepResult {
  const started = performance.now();
  console.log(`\n── ${name}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-report-'));
  try {
    const done = work(path.join(folder, 'report.json'));
    const isUnsaid = done.failed > 0 && done.failures.length === 0;
    const failures = isUnsaid ? [{ name, error: 'its report names no test; see its output' }] : done.failures;
    return { name, ...done, failures, seconds: secondsSince(started) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(
  command: string,
  args: readonly string[],
  extra: { readonly [name: string]: string } = {},
): boolean {
  const shell = process.platform === 'win32';
  const env = { ...process.env, ...extra };
  return spawnSync(command, [...args], { cwd: root, stdio: 'inherit', env, shell }).status === 0;
}

/** For what is soon done: shown when it has ended. */
function runAndListen(command: string, args: readonly string[]): { isGood: boolean; said: string } {
  const shell = process.platform === 'win32';
  const done = spawnSync(command, [...args], { cwd: root, encoding: 'utf8', shell, maxBuffer: MOST_OUTPUT });
  // A command that does not exist has neither.
  const { stdout, stderr }: { stdout: string | null; stderr: string | null } = done;
  process.stdout.write(stdout ?? '');
  process.stderr.write(stderr ?? '');
  const said = [stderr, stdout, done.error?.message].map((part) => part ?? '').join('\n');
  return { isGood: done.status === 0, said };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
