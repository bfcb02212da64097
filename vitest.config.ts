import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Exhaustive by design and seconds long each: `npm test` runs them, `npm run check` has to end within a minute. */
const EXHAUSTIVE = [
  'test/unit/core/backup/{backup-damage,restore-plan,restore-property}.test.ts',
  'test/unit/background/storage-nth-call.test.ts',
  'test/unit/relying-party/start-script.test.ts',
];

/** They open a page in a real browser, which `npm run check` does without. */
const IN_BROWSER = [
  'test/unit/content/{describe-page,fill-field,forms,large-pages,observe-fields,page-signs,sheets}.test.ts',
];

/** They put another thing in the place of what all files of a process would share. */
const ALONE = [
  'test/unit/relying-party/{enumeration,single-sign-on}.test.ts',
  'test/unit/background/storage-hanging.test.ts',
];

/** One project a kind of code; `test/unit` mirrors `src` path for path. */
export default defineConfig({
  test: {
    // Vitest leaves one core to its own process, which has little to do: on two cores that doubled the time.
    maxWorkers: availableParallelism(),
    projects: [
      // A process for every file took more than half of the time; these have no state of their own to be kept apart from.
      project('core', ['test/unit/core/**/*.test.ts'], { isolate: false }),
      project('services', ['test/unit/{messaging,background}/**/*.test.ts'], { isolate: false }),
      project('adapters', [
        'test/unit/{platform,content,offer,ui,popup,manage,scripts}/**/*.test.ts',
        'test/contract/**/*.test.ts',
        'test/integration/**/*.test.ts',
      ]),
      project('relying-party', ['test/unit/relying-party/**/*.test.ts'], { isolate: false }),
      project('alone', ALONE, { exclude: [] }),
      project('in-browser', IN_BROWSER, { exclude: [] }),
      project('expensive', ['test/expensive/**/*.test.ts', ...EXHAUSTIVE], { exclude: [] }),
      project('build', ['test/build/**/*.test.ts']),
    ],
  },
});

interface ProjectOptions {
  readonly isolate?: boolean;
  readonly exclude?: string[];
}

function project(name: string, include: string[], options: ProjectOptions = {}) {
  // Machines are noisy: a test that hangs is stopped, a slow one is not.
  const common = {
    environment: 'node' as const,
    testTimeout: 60_000,
    exclude: [...EXHAUSTIVE, ...IN_BROWSER, ...ALONE],
  };
  return { test: { name, include, ...common, ...options } };
}
