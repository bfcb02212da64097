import { EXTENSION_ID } from '../support/browsers/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';

const PROBES = [
  'manifest.json',
  'icons/icon-48.png',
  'src/popup/index.html',
  'src/manage/index.html',
  'src/content/autofill.iife.js',
];

test('a page finds no trace of the extension on a site without permission', async ({ extension, origin }) => {
  await createVault(extension);
  const page = await extension.openTab(`${origin}/forms/one-field`);
  const before = await page.content();
  const reached = await page.evaluate(
    async ([id, paths]) => {
      const answers = await Promise.all(
        paths.map((path) =>
          fetch(`chrome-extension://${id}/${path}`).then(
            () => path,
            () => undefined,
          ),
        ),
      );
      return answers.filter((path) => path !== undefined);
    },
    [EXTENSION_ID, PROBES] as const,
  );
  expect(reached).toEqual([]);
  const handles = await page.evaluate(() => {
    const { chrome } = globalThis as { chrome?: { runtime?: { sendMessage?: unknown } } };
    return {
      sendMessage: typeof chrome?.runtime?.sendMessage,
      marks: Object.keys(globalThis).filter((key) => /tally/i.test(key)),
    };
  });
  expect(handles).toEqual({ sendMessage: 'undefined', marks: [] });
  expect(await page.content()).toBe(before);
});
