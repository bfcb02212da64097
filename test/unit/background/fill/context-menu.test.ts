import { expect, test } from 'vitest';
import { contextMenu, runMenuEntry } from '../../../../src/background/fill/context-menu.ts';
import messages from '../../../../public/_locales/en/messages.json' with { type: 'json' };

test('"Fill a code" fills the frame that was clicked in, and an unknown entry does nothing', async () => {
  const filled: unknown[] = [];
  const menu = contextMenu({
    fillCode: async (tabId, frameId) => void filled.push([tabId, frameId]),
    scanImage: async () => undefined,
  });
  const click = { tabId: 7, frameId: 4, imageUrl: undefined };
  await runMenuEntry(menu, { ...click, entryId: 'fill-code' });
  await runMenuEntry(menu, { ...click, entryId: 'of-another-version' });
  expect(filled).toEqual([[7, 4]]);
});

test('every entry has a text and an id of its own', () => {
  const menu = contextMenu({ fillCode: async () => undefined, scanImage: async () => undefined });
  for (const { titleKey } of menu) expect(messages).toHaveProperty(titleKey);
  expect(new Set(menu.map(({ id }) => id)).size).toBe(menu.length);
});
