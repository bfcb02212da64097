import { expect, test } from 'vitest';
import { contextMenu, runMenuEntry } from '../../../src/background/context-menu.ts';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };

test('"Fill a code" fills the tab that was clicked in, and an unknown entry does nothing', async () => {
  const filled: number[] = [];
  const menu = contextMenu({ fillCode: async (tabId) => void filled.push(tabId) });
  const click = { tabId: 7, frameId: 0, imageUrl: undefined };
  await runMenuEntry(menu, { ...click, entryId: 'fill-code' });
  await runMenuEntry(menu, { ...click, entryId: 'of-another-version' });
  expect(filled).toEqual([7]);
});

test('every entry has a text and an id of its own', () => {
  const menu = contextMenu({ fillCode: async () => undefined });
  for (const { titleKey } of menu) expect(messages).toHaveProperty(titleKey);
  expect(new Set(menu.map(({ id }) => id)).size).toBe(menu.length);
});
