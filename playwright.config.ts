import { defineConfig } from '@playwright/test';

/** One a worker: the browsers on one display share its focus and its clipboard. */
const displays = (process.env['TALLYSTICK_DISPLAYS'] ?? '').split(',').filter((name) => name !== '');
const display = displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)];
if (display !== undefined) process.env['DISPLAY'] = display;

/** Journeys in the system's Chromium and Firefox on the built extension. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 90_000,
  // The deadline of a test that waits, not of the product: two cores serve all browsers.
  expect: { timeout: 15_000 },
  workers: Math.max(1, displays.length),
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  reporter: process.env['TALLYSTICK_REPORT']
    ? [['json', { outputFile: process.env['TALLYSTICK_REPORT'] }], ['list']]
    : 'list',
});
