import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FOLDER = path.join(ROOT, '.github/workflows');
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

describe.each(readdirSync(FOLDER))('the workflow %s', (name) => {
  const workflow = readFileSync(path.join(FOLDER, name), 'utf8');

  test('pins every action by a whole commit and names its release', () => {
    const used = [...workflow.matchAll(/uses: (.+)$/gm)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('may read the repository and nothing else', () => {
    expect(workflow.match(/permissions:\n.*$/gm)).toEqual(['permissions:\n  contents: read']);
  });

  test('runs commands that there are', () => {
    const run = [...workflow.matchAll(/npm (?:run (?:--silent )?)?(?!run)([a-z][a-z:]*)/g)].map(
      ([, script]) => script ?? '',
    );
    expect(run.length).toBeGreaterThan(0);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(run));
  });
});
