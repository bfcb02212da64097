import { beforeEach, expect, test, vi } from 'vitest';
import {
  createMenuOnInstall,
  type MenuClick,
  type MenuEntry,
  onMenuClick,
} from '../../../src/platform/context-menus.ts';

type Clicked = (
  info: { menuItemId: string | number; frameId?: number; srcUrl?: string },
  tab?: { id?: number },
) => void;

const fake = vi.hoisted(() => ({
  installed: [] as (() => void)[],
  clicked: [] as Clicked[],
  created: [] as { id: string; title: string }[],
}));
vi.mock('../../../src/platform/browser.ts', () => ({
  browser: {
    i18n: { getMessage: (key: string) => `text of ${key}` },
    runtime: { onInstalled: { addListener: (listener: () => void) => fake.installed.push(listener) } },
    contextMenus: {
      removeAll: async () => void fake.created.splice(0),
      create: (entry: { id: string; title: string }) => {
        if (fake.created.some(({ id }) => id === entry.id)) throw new Error(`two entries ${entry.id}`);
        fake.created.push(entry);
      },
      onClicked: { addListener: (listener: Clicked) => fake.clicked.push(listener) },
    },
  },
}));

const ENTRIES: readonly MenuEntry[] = [
  { id: 'a', titleKey: 'textA', on: 'editable' },
  { id: 'b', titleKey: 'textB', on: 'image' },
];

beforeEach(() => {
  fake.installed.length = 0;
  fake.clicked.length = 0;
  fake.created.length = 0;
});

test('a worker that merely starts creates no entry; an install does, on web pages alone', async () => {
  createMenuOnInstall(ENTRIES);
  expect(fake.created).toEqual([]);
  for (const listener of fake.installed) listener();
  const documentUrlPatterns = ['http://*/*', 'https://*/*'];
  await vi.waitFor(() =>
    expect(fake.created).toEqual([
      { id: 'a', title: 'text of textA', contexts: ['editable'], documentUrlPatterns },
      { id: 'b', title: 'text of textB', contexts: ['image'], documentUrlPatterns },
    ]),
  );
});

test('an update leaves no entry of the version before, and none twice', async () => {
  fake.created.push({ id: 'a', title: 'of the version before' }, { id: 'gone', title: 'of long ago' });
  createMenuOnInstall(ENTRIES);
  for (const listener of fake.installed) listener();
  await vi.waitFor(() =>
    expect(fake.created.map(({ title }) => title)).toEqual(['text of textA', 'text of textB']),
  );
});

test('a click says on what and in which frame; one outside of a tab is not heard', () => {
  const heard: MenuClick[] = [];
  onMenuClick((click) => heard.push(click));
  for (const click of fake.clicked) {
    click({ menuItemId: 'a', frameId: 3 }, { id: 7 });
    click({ menuItemId: 'b', srcUrl: 'https://a.example/qr.png' }, { id: 8 });
    click({ menuItemId: 'a' }, { id: -1 });
    click({ menuItemId: 'a' });
  }
  expect(heard).toEqual([
    { entryId: 'a', tabId: 7, frameId: 3, imageUrl: undefined },
    { entryId: 'b', tabId: 8, frameId: 0, imageUrl: 'https://a.example/qr.png' },
  ]);
});
