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

// Chromium shows a popup when its page is complete: a script in its way would keep both waiting.
test('the page is read whole while its script and its styles are on their way, the script first', () => {
  expect(page.match(/<(?:script|link)\b[^>]*>/g)).toEqual([
    '<script defer src="/popup-first-paint.js">',
    '<link rel="stylesheet" href="./popup.css" />',
  ]);
});
