// The workflows run elsewhere: here they are read as the host reads them, and each of their commands is looked up.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FOLDER = path.join(ROOT, '.github/workflows');
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions?: unknown; readonly 'timeout-minutes': number; readonly steps: readonly Step[] }
    >
  >;
}

/** What the machines of the host have by themselves, the images that we name included. */
const TOOLS_OF_THE_HOST = /^(?:apt-get|echo|tee)$/;
const ACTIONS = ['checkout', 'setup-node', 'upload-artifact'].map((name) => `actions/${name}`);

const workflows = readdirSync(FOLDER).map((name) => {
  const text = readFileSync(path.join(FOLDER, name), 'utf8');
  const workflow = parse(text, { strict: true, uniqueKeys: true }) as Workflow;
  return { name, text, workflow, jobs: Object.values(workflow.jobs) };
});

describe.each(workflows)('the workflow $name', ({ text, workflow, jobs }) => {
  const steps = jobs.flatMap((job) => job.steps);

  test('takes actions of its host alone, each by a whole commit with its release beside it', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) {
      const [name, commit] = action.split('@');
      expect(ACTIONS).toContain(name);
      expect(commit).toMatch(/^[0-9a-f]{40}$/);
      expect(text).toMatch(new RegExp(`uses: ${action} # v\\d+\\.\\d+\\.\\d+\\n`));
    }
  });

  test('may read the repository and nothing else, and keeps no token for its commands', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of jobs) expect(job).not.toHaveProperty('permissions');
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@') === true);
    expect(checkouts).toHaveLength(jobs.length);
    for (const checkout of checkouts) expect(checkout.with).toEqual({ 'persist-credentials': false });
    expect(text).not.toMatch(/secrets\.|github\.token|pull_request_target/);
  });

  test('stops a job that hangs', () => {
    for (const job of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(240);
  });

  test('puts no text of a change or a branch into a command', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  test('runs commands that there are', () => {
    const commands = steps.flatMap(({ run = '' }) => commandsOf(run));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(isThere(command), command.join(' ')).toBe(true);
  });
});

test('together they run what a developer runs, and the long tests at night', () => {
  const run = workflows.flatMap(({ jobs }) =>
    jobs.flatMap(({ steps }) => steps.map((step) => step.run ?? '')),
  );
  const all = run.join('\n');
  for (const command of [
    'npm run check',
    '.ci/run',
    'npm test -- firefox',
    'npm run --silent package -- --check',
    'npm run test:faults',
    'npm run test:fuzz',
  ])
    expect(all).toContain(command);
  const nightly = workflows.find(({ name }) => name === 'nightly.yml');
  expect(nightly?.workflow.on).toHaveProperty('schedule');
});

/** The words of each command of a script of the shell, as far as our workflows have them. */
function commandsOf(script: string): readonly (readonly string[])[] {
  return script
    .split(/\n|&&|\|/)
    .map((command) => command.trim().split(/\s+/))
    .filter(([first]) => first !== undefined && first !== '');
}

function isThere([command = '', ...args]: readonly string[]): boolean {
  if (TOOLS_OF_THE_HOST.test(command)) return true;
  if (command === 'npm') return isScript(args);
  const file = path.join(ROOT, command);
  return existsSync(file) && (statSync(file).mode & 0o100) !== 0;
}

function isScript(args: readonly string[]): boolean {
  const [first = '', second = ''] = args.filter((arg) => arg !== '--silent');
  return first === 'run' ? second in scripts : first === 'test' && hasSpecOf(args);
}

/** What follows `npm test --` is part of the name of a browser test. */
function hasSpecOf(args: readonly string[]): boolean {
  const pattern = args[args.indexOf('--') + 1] ?? '';
  return readdirSync(path.join(ROOT, 'test/e2e')).some((file) => file.includes(pattern));
}
