// What others wrote is the same on every machine, and runs nothing when it is installed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
}

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const named = JSON.parse(read('package.json')) as Readonly<Record<string, Readonly<Record<string, string>>>>;
const { packages } = JSON.parse(read('package-lock.json')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const locked = Object.entries(packages).filter(([name]) => name !== '');

test('each dependency is named by one version', () => {
  const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(named[kind] ?? {}),
  );
  expect(versions.length).toBeGreaterThan(20);
  for (const [name, version] of versions) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
});

test('each package of the lock file has a checksum, and comes from no place that somebody chose', () => {
  expect(locked.length).toBeGreaterThan(100);
  for (const [name, { integrity, resolved }] of locked) {
    expect(integrity, name).toMatch(/^sha512-[\w+/]{86}==$/);
    expect(resolved, name).toBeUndefined();
  }
});

test('no package runs a script of its own when it is installed', () => {
  expect(read('scripts/bootstrap.mjs')).toMatch(/'install',[^\]]*'--ignore-scripts'/);
});
