// The skeleton of the first screen is written down in the page, beside the components that draw it again a moment later.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ICON_PATHS } from '../../../src/ui/brand/icon-paths.ts';

const page = readFileSync(new URL('../../../src/popup/index.html', import.meta.url), 'utf8');

test('its icons are those of the popup, in their order', () => {
  const drawn = [...page.matchAll(/ d="([^"]+)"/g)].map(([, path]) => path);
  const { scan, add, lock, menu, pin } = ICON_PATHS;
  expect(drawn).toEqual([scan, add, lock, menu, pin]);
});

// Chromium shows a popup when its page is complete: a script in its way would keep both waiting. The one style sheet is
// written into the page as it is built.
test('the page is read whole while its script is on its way, and names one style sheet', () => {
  expect(page.match(/<(?:script|link)\b[^>]*>/g)).toEqual([
    '<script defer src="/popup-first-paint.js">',
    '<link rel="stylesheet" href="./first-screen.css" />',
  ]);
});

test('it has all that the script looks for in it', () => {
  const script = readFileSync(new URL('../../../src/popup/first-paint/rows.ts', import.meta.url), 'utf8');
  const sought = [...script.matchAll(/'[.#]([a-z-]+)'/g)].flatMap(([, name]) => name ?? []);
  expect(new Set(sought).size).toBeGreaterThan(8);
  for (const name of sought) expect(page).toMatch(new RegExp(`(?:class|id)="[^"]*\\b${name}\\b`));
});

test('what has no name before the program gives it one is no stop for the keyboard, and nothing for a screen reader', () => {
  const buttons = page.match(/<button(?![^>]*row-main)[^>]*>/g) ?? [];
  expect(buttons).toHaveLength(5);
  for (const button of buttons) expect(button).toContain('tabindex="-1"');
  for (const drawn of page.match(/<svg[^>]*>/g) ?? []) expect(drawn).toContain('aria-hidden="true"');
});
