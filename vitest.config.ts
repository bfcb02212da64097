import { defineConfig } from 'vitest/config';

/** One project a kind of code; `test/unit` mirrors `src` path for path. */
export default defineConfig({
  test: {
    projects: [
      project('core', ['test/unit/core/**/*.test.ts']),
      project('adapters', [
        'test/unit/{platform,messaging,background,content,ui,popup,manage,scripts}/**/*.test.ts',
        'test/contract/**/*.test.ts',
        'test/integration/**/*.test.ts',
      ]),
      project('relying-party', ['test/unit/relying-party/**/*.test.ts']),
      project('expensive', ['test/expensive/**/*.test.ts']),
      project('build', ['test/build/**/*.test.ts']),
    ],
  },
});

function project(name: string, include: string[]) {
  // Machines are noisy: a test that hangs is stopped, a slow one is not.
  return { test: { name, include, environment: 'node' as const, testTimeout: 60_000 } };
}
