import { defineConfig } from '@playwright/test';

/** Journeys in the system's Chromium on the built extension. One at a time: they share one display and its focus. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 90_000,
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  reporter: process.env['TALLYSTICK_REPORT']
    ? [['json', { outputFile: process.env['TALLYSTICK_REPORT'] }], ['list']]
    : 'list',
});
