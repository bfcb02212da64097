import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../../src/relying-party/app.ts';
import { COMMANDS } from '../../../src/relying-party/cli/commands.ts';
import type { Policy } from '../../../src/relying-party/policies/policy.ts';
import { PRESETS } from '../../../src/relying-party/policies/presets.ts';
import { Database } from '../../../src/relying-party/store/database.ts';
import { migrate } from '../../../src/relying-party/store/schema.ts';
import { noMail, systemClock, systemRandom } from '../../../src/relying-party/system.ts';

// docs/relying-party.md says what is proven where, and how the library is used. Here it is held to it.

const ROOT = path.resolve(import.meta.dirname, '../../..');
const MANUAL = readFileSync(path.join(ROOT, 'docs/relying-party.md'), 'utf8');

const rows = (MANUAL.split('## What the documents promise')[1] ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  );

test('the table has a row for each promise, and no cell of it is empty', () => {
  expect(rows).toHaveLength(90);
  for (const row of rows) {
    expect(row, row.join(' | ')).toHaveLength(4);
    for (const cell of row) expect(cell, row.join(' | ')).not.toBe('');
  }
  expect(new Set(rows.map(([site]) => site))).toEqual(new Set(PRESETS.map(({ id }) => `\`${id}\``)));
});

describe.each(
  rows.map(([site = '', promise = '', place = '', proofs = '']) => ({ site, promise, place, proofs })),
)('$site: $promise', ({ site, place, proofs }) => {
  test('its address or command exists', () => {
    const policy = PRESETS.find(({ id }) => `\`${id}\`` === site);
    const name = place.replaceAll('`', '');
    const found = name.startsWith('/')
      ? policy && pagesOf(policy).some((page) => page.test(name))
      : policy?.commandLine && COMMANDS.some(({ words }) => words === name);
    expect(found, place).toBe(true);
  });

  test.each(proofs.split('<br>'))('its test exists: %s', (proof) => {
    const [, file = '', title = ''] = /^`([\w./-]+)`: (.+)$/.exec(proof) ?? [];
    const folder = file.endsWith('.spec.ts') ? 'test/e2e' : 'test/unit/relying-party';
    const source = path.join(ROOT, folder, file);
    expect(existsSync(source), source).toBe(true);
    expect(
      titlesIn(readFileSync(source, 'utf8')).some((pattern) => pattern.test(title)),
      title,
    ).toBe(true);
  });
});

test('a title that no test has is not found, and one with a blank to fill is', () => {
  const titles = titlesIn("test('one', () => 1);\ntest(`${id}: two`, async () => 2);\ncall('three');");
  const isFound = (title: string) => titles.some((pattern) => pattern.test(title));
  expect(['one', 'ankra: two', 'two', 'three', 'on'].map(isFound)).toEqual([true, true, false, false, false]);
});

test('the example of the library runs as it is printed', () => {
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(MANUAL.split('## As a library')[1] ?? '') ?? [];
  const printed = execFileSync(process.execPath, ['--no-warnings', '--input-type=module-typescript', '-'], {
    cwd: ROOT,
    input: example,
    encoding: 'utf8',
  });
  expect(printed).toBe('signed in twice, refused once\n');
});

/** The addresses of a site's pages, as its router knows them. */
function pagesOf(policy: Policy): readonly RegExp[] {
  const database = new Database(':memory:');
  migrate(database);
  const scryptCost = { logN: 1, parallelism: 1 };
  const outside = { clock: systemClock, random: systemRandom, mail: noMail };
  const { routes } = createApp({
    policy,
    database,
    scryptCost,
    csrfKey: new Uint8Array(32),
    origin: 'http://site.localhost',
    ...outside,
  });
  return routes
    .filter(({ method, path: address }) => method === 'GET' && !address.includes('*'))
    .map(({ path: address }) => {
      const pattern = address.replaceAll(
        /:\w+(?:\{([^}]*)\})?/g,
        (_, choice?: string) => `(?:${choice ?? '[^/]+'})`,
      );
      return new RegExp(`^${pattern}$`);
    });
}

/** A pattern for each text that stands before a function, as the title of a test does; `${…}` and `%s` stand for anything. */
function titlesIn(source: string): readonly RegExp[] {
  const titles = source.matchAll(/(?:'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`),\s*(?:async\s*)?\(/g);
  return [...titles].map(([, plain, template = '']) => {
    const parts = (plain ?? template).replaceAll(/\\(.)/g, '$1').split(/\$\{[^}]*\}|%[sij]/);
    const literal = parts.map((part) => part.replaceAll(/[\^$\\.*+?()[\]{}|]/g, '\\$&'));
    return new RegExp(`^${literal.join('.+')}$`);
  });
}
