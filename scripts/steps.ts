// The checks that `npm test` and `npm run check` share. Each prints its own output and counts what passed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface StepResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
}

const root = path.resolve(import.meta.dirname, '..');

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
  const isGood = run(command, args);
  return { name, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0, seconds: secondsSince(started) };
}

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
    const {
      expected = 0,
      unexpected = 0,
      flaky = 0,
      skipped = 0,
    } = (readJson(report) as PlaywrightReport)?.stats ?? {};
    // A flaky test is a failed one.
    const failed = unexpected + flaky;
    return { passed: expected, failed: isGood ? failed : Math.max(1, failed), skipped };
  });
}

/** The closing line, which machines read too. */
export function closeWith(results: readonly StepResult[]): void {
  const sum = (pick: (result: StepResult) => number) =>
    results.reduce((total, result) => total + pick(result), 0);
  console.log('');
  for (const { name, passed, failed, seconds } of results) {
    console.log(
      `${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passed} passed, ${failed} failed in ${seconds.toFixed(1)} s`,
    );
  }
  console.log(`total time: ${sum(({ seconds }) => seconds).toFixed(0)} s\n`);
  const skipped = sum((result) => result.skipped);
  const failed = sum((result) => result.failed);
  console.log(
    `${sum(({ passed }) => passed)} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

interface PlaywrightReport {
  readonly stats?: { expected?: number; unexpected?: number; flaky?: number; skipped?: number };
}

function reportedStep(
  name: string,
  work: (report: string) => { passed: number; failed: number; skipped: number },
): StepResult {
  const started = performance.now();
  console.log(`\n── ${name}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-report-'));
  try {
    return { name, ...work(path.join(folder, 'report.json')), seconds: secondsSince(started) };
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
