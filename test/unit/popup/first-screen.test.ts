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

test('its icons are drawn as those of the popup are', () => {
  const read = (file: string) => readFileSync(new URL(`../../../src/${file}`, import.meta.url), 'utf8');
  const attributes = [...read('ui/brand/icons.tsx').matchAll(/(width|height|fill|stroke[a-z-]*)="([^"]+)"/g)];
  expect(attributes).toHaveLength(7);
  const [, style = ''] =
    /:is\(\.icon-button, \.row-pin\) svg \{([^}]+)\}/.exec(read('popup/first-screen.css')) ?? [];
  for (const [, name = '', value = ''] of attributes) {
    expect(style).toContain(` ${name}: ${/height|^width/.test(name) ? `${value}px` : value};`);
  }
});

// Chromium shows a popup when its page is complete: a script in its way would keep both waiting. The one style sheet is
// written into the page as it is built.
test('the page is read whole while its script is on its way, and names one style sheet', () => {
  expect(page.match(/<(?:script|link)\b[^>]*>/g)).toEqual([
    '<script defer src="/popup-first-paint.js">',
    '<link rel="stylesheet" href="./first-screen.css" />',
  ]);
});

test('its parts stand in the order in which the script takes them', () => {
  const [, skeleton = ''] = page.match(/<template id="first-screen">(.*)<\/template>/s) ?? [];
  const depths: string[] = [];
  let depth = 0;
  for (const [tag, end, name = '', rest = ''] of skeleton.matchAll(/<(\/?)([a-z]+)([^>]*)>/g)) {
    if (end === '/') depth -= 1;
    else depths.push(`${depth} ${/class="([^"]+)"/.exec(rest)?.[1] ?? name}`);
    if (end === '' && !tag.endsWith('/>')) depth += 1;
  }
  const isOfIcon = (part: string) => /path|svg/.test(part);
  expect(depths.filter((part) => !isOfIcon(part)).join(', ')).toBe(
    '0 bar, 1 search, 1 icon-button, 1 icon-button, 1 icon-button, 1 icon-button, ' +
      '0 list, 1 ul, 2 list-heading, 3 span, 2 row, 3 row-main, ' +
      '4 monogram, 4 row-title, 4 row-subtitle, 4 row-code, 4 ring, ' +
      '5 circle, 5 left, 5 rect, 5 left, 5 text, 4 row-note, 0 row-pin is-pinned',
  );
});

test('what has no name before the program gives it one is no stop for the keyboard, and nothing for a screen reader', () => {
  const buttons = page.match(/<button(?![^>]*row-main)[^>]*>/g) ?? [];
  expect(buttons).toHaveLength(5);
  for (const button of buttons) expect(button).toContain('tabindex="-1"');
  for (const drawn of page.match(/<svg[^>]*>/g) ?? []) expect(drawn).toContain('aria-hidden="true"');
});
