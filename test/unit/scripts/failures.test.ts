// The last lines of `npm test` say why it failed: the runners themselves make the reports that are read here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  failuresOfPlaywright,
  failuresOfVitest,
  linesOf,
  type PlaywrightReport,
  type VitestReport,
} from '../../../scripts/failures.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PLAYWRIGHT = path.join(ROOT, 'node_modules/@playwright/test');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tallystick-failures-'));
  writeFileSync(path.join(folder, 'vitest.config.js'), 'export default { test: { globals: true } };');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a failed unit test is named with its error and its place, and a file that does not load with the reason', () => {
  write('sums.test.js', [
    "describe('sums', () => {",
    "  test('hold', () => {});",
    "  test('are wrong', () => {",
    '    expect(1 + 1).toBe(3);',
    '  });',
    '});',
  ]);
  write('broken.test.js', ["import './nowhere.js';"]);
  const report = runWith(path.join(ROOT, 'node_modules/vitest/vitest.mjs'), [
    'run',
    '--reporter=json',
    '--outputFile=report.json',
  ]);
  const lines = linesOf(failuresOfVitest(report as VitestReport, folder));
  expect(lines).toHaveLength(5);
  expect(lines).toEqual(
    expect.arrayContaining([
      'FAILED sums.test.js > sums are wrong',
      '       AssertionError: expected 2 to be 3 // Object.is equality',
      `           at ${folder}/sums.test.js:4:19`,
      'FAILED broken.test.js',
      expect.stringContaining("Cannot find module './nowhere.js'"),
    ]),
  );
});

test('a failed browser test is named with the first line of its error and with what differs, without colours', () => {
  write('popup.spec.js', [
    `import { expect, test } from '${PLAYWRIGHT}/index.mjs';`,
    "test.describe('the popup', () => {",
    "  test('opens', () => { expect(['shut']).toEqual(['open']); });",
    '});',
    "test('loads', () => {});",
    "test('ends', () => { test.setTimeout(100); return new Promise(() => {}); });",
  ]);
  const report = runWith(path.join(PLAYWRIGHT, 'cli.js'), ['test', '--reporter=json', 'popup.spec'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(folder, 'report.json'),
  });
  const lines = linesOf(failuresOfPlaywright(report as PlaywrightReport));
  expect(lines).toHaveLength(7);
  expect(lines).toEqual(
    expect.arrayContaining([
      'FAILED popup.spec.js > the popup > opens',
      '       Error: expect(received).toEqual(expected) // deep equality',
      expect.stringMatching(/^ +-\s+"open",$/),
      expect.stringMatching(/^ +\+\s+"shut",$/),
      expect.stringMatching(/^ +at .*popup\.spec\.js:3:\d+$/),
      'FAILED popup.spec.js > ends',
      '       Test timeout of 100ms exceeded.',
    ]),
  );
});

describe('what is printed', () => {
  test('is four lines of an error at most, each of them short', () => {
    const error = ['one', '', '\u001b[31mtwo\u001b[39m', 'x'.repeat(5000), 'four', 'five'].join('\n');
    const lines = linesOf([{ name: 'long', error }]);
    expect(lines).toEqual(['FAILED long', '       one', '       two', expect.any(String), '       four']);
    expect(lines[3]?.length).toBeLessThan(220);
  });

  test('is what was expected of an element, and not what the browser did meanwhile', () => {
    const message = ['Error: no', 'Locator: main', 'Expected: "Saved"', 'Received: ""', 'Call log:'];
    const log = ['  - Expect "toHaveText" with timeout 15000ms', '  - waiting for main'];
    const error = [...message, ...log, '    at /x.ts:1:2'].join('\n');
    const shown = [...message.slice(0, 3), '    at /x.ts:1:2'];
    expect(linesOf([{ name: 'text', error }])).toEqual([
      'FAILED text',
      ...shown.map((line) => `       ${line}`),
    ]);
  });

  test('is six lines of what differs at most, without what is the same in both', () => {
    const error = ['Error: no', '- Expected  - 0', '+ Received  + 9', '@@ -1,9 +1,9 @@', '  same'];
    const many = Array.from({ length: 9 }, (_, at) => `+ ${at}`);
    const [, ...lines] = linesOf([
      { name: 'two lists', error: [...error, ...many, '  at /x.ts:1:2'].join('\n') },
    ]);
    const shown = ['Error: no', ...many.slice(0, 6), '  at /x.ts:1:2'];
    expect(lines).toEqual(shown.map((line) => `       ${line}`));
  });

  test('is ten tests at most, and how many are left', () => {
    const failures = Array.from({ length: 13 }, (_, at) => ({ name: `test ${at}`, error: 'why' }));
    const lines = linesOf(failures);
    expect(lines.filter((line) => line.startsWith('FAILED'))).toHaveLength(10);
    expect(lines.at(-1)).toBe('and 3 more');
  });

  test('is nothing where nothing failed', () => {
    expect(linesOf([])).toEqual([]);
    expect(linesOf(failuresOfPlaywright({}))).toEqual([]);
  });
});

function write(name: string, lines: readonly string[]): void {
  writeFileSync(path.join(folder, name), lines.join('\n'));
}

/** The report that the runner leaves in the folder; it fails, as it should. */
function runWith(
  script: string,
  args: readonly string[],
  more: { readonly [name: string]: string } = {},
): unknown {
  // The variables of the runner that runs this test would make another one of it.
  const { PATH, HOME, TMPDIR } = process.env;
  const done = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH, HOME, TMPDIR, ...more },
  });
  expect(done.status, done.stderr).toBe(1);
  return JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8'));
}
