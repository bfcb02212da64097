// One list of checks, on the browser's own provider and on ours; docs/passkeys.md names every difference and its reason.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';
import { turnOn } from '../support/passkeys/passkey-window.ts';
import type { Check } from '../support/webauthn/check.ts';
import { CHECKS } from '../support/webauthn/checks.ts';
import { type Ran, runChecks } from '../support/webauthn/run-checks.ts';

const DOCS = path.resolve(import.meta.dirname, '../../docs/passkeys.md');
const HEADING = "### Beside the browser's own provider";
/** On a machine that is busy with much else. */
const MOST_MS = 5 * 60_000;

test('our provider differs from the one of the browser in what the table of docs/passkeys.md names, and in nothing else', async ({
  extension,
  origin,
}) => {
  test.setTimeout(MOST_MS);
  expect(new Set(CHECKS.map(({ name }) => name)).size).toBe(CHECKS.length);
  const only = process.env['TALLYSTICK_CHECKS'];
  const checks = only === undefined ? CHECKS : CHECKS.filter(({ name }) => new RegExp(only).test(name));
  const [theirs, ours] = await Promise.all([beside(origin, checks), within(extension, origin, checks)]);

  const answered = [...ours.values()].filter(({ asked }) => asked > 0).length;
  process.stdout.write(`${checks.length} checks; ${answered} of them were answered in windows of ours\n`);
  expect([...theirs.values()].filter(({ asked }) => asked > 0)).toEqual([]);
  const failed = [...theirs, ...ours].filter(([, { result }]) => result.startsWith('failed'));
  expect(failed, 'checks that are wrong themselves').toEqual([]);
  const differences = checks.flatMap(({ name, after }) =>
    rowOf(name, after, theirs.get(name), ours.get(name)),
  );
  const named = only === undefined ? namedRows() : differences;
  expect(differences.map((row) => row.slice(0, -1).join(' | '))).toEqual(
    named.map((row) => row.slice(0, -1).join(' | ')),
  );
  expect(named.filter((row) => row.at(-1) === '')).toEqual([]);
  if (only === undefined) expect(answered).toBeGreaterThan(100);
});

/** The browser's own: another browser, which needs no window on the screen, with the extension turned on for no site. */
async function beside(origin: string, checks: readonly Check[]): Promise<ReadonlyMap<string, Ran>> {
  const other = await ExtensionBrowser.launch({ args: ['--headless=new'] });
  try {
    return await runChecks(other.context, origin, { checks, ownPage: await createVault(other) });
  } finally {
    await other.close();
  }
}

async function within(
  extension: ExtensionBrowser,
  origin: string,
  checks: readonly Check[],
): Promise<ReadonlyMap<string, Ran>> {
  const ownPage = await createVault(extension);
  await turnOn(
    extension,
    ownPage,
    origin,
    origin.replace('//', '//login.'),
    'http://127.0.0.1',
    'https://someone.github.io',
  );
  return runChecks(extension.context, origin, { checks, ownPage });
}

function rowOf(
  name: string,
  after: string,
  theirs: Ran | undefined,
  ours: Ran | undefined,
): readonly string[][] {
  if (theirs?.result === ours?.result) return [];
  return [[name, after, cell(theirs), cell(ours), '']];
}

function cell(ran: Ran | undefined): string {
  return (ran?.result ?? 'not run').replaceAll('|', '/');
}

/** The cells of each row of the table. */
function namedRows(): readonly string[][] {
  const [, section = ''] = readFileSync(DOCS, 'utf8').split(HEADING);
  return (section.split(/^##/m)[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((one) => one.trim().replace(/^`(.*)`$/, '$1')),
    );
}
