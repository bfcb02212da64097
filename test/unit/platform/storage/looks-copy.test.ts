// What the popup's first script dresses the page by, beside what the user chose.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const session = { get: vi.fn(), set: vi.fn(), remove: vi.fn() };
const action = { getPopup: vi.fn(), setPopup: vi.fn() };
vi.mock('../../../../src/platform/browser.ts', () => ({ browser: { action, storage: { session } } }));

const { writeAppearance } = await import('../../../../src/platform/storage/appearance.ts');
const { copyLooks } = await import('../../../../src/platform/storage/looks-copy.ts');

let chosen: Map<string, string>;
let kept: Record<string, unknown>;
let popup: string;

beforeEach(() => {
  chosen = new Map();
  kept = {};
  popup = 'src/popup/index.html';
  action.getPopup.mockReset().mockImplementation(async () => `chrome-extension://a/${popup}`);
  action.setPopup.mockReset().mockImplementation(async (given: { readonly popup: string }) => {
    ({ popup } = given);
  });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => chosen.get(key) ?? null,
    setItem: (key: string, value: string) => void chosen.set(key, value),
  });
  session.get.mockReset().mockImplementation(async () => ({ ...kept }));
  session.set.mockReset().mockImplementation(async (values: object) => void Object.assign(kept, values));
  session.remove.mockReset().mockImplementation(async (key: string) => {
    delete kept[key];
  });
});

afterEach(() => vi.unstubAllGlobals());

test('it says what was chosen, without the name of the vault', async () => {
  writeAppearance({ theme: 'dark', hidesCodes: true, vaultName: 'Work' });
  await copyLooks();
  expect(kept).toEqual({ looks: { theme: 'dark', hidesCodes: true, hasLargeText: false } });
});

test('one that is as it should be is not written again', async () => {
  await copyLooks();
  await copyLooks();
  expect(session.set).toHaveBeenCalledTimes(1);
});

test('what is chosen and taken back at once is not left behind', async () => {
  await copyLooks();
  const held = Promise.withResolvers<void>();
  session.set.mockImplementationOnce(async (values: object) => {
    await held.promise;
    Object.assign(kept, values);
  });
  writeAppearance({ hidesCodes: true });
  const first = copyLooks();
  await vi.waitFor(() => expect(session.set).toHaveBeenCalledTimes(2));
  writeAppearance({ hidesCodes: false });
  const second = copyLooks();
  held.resolve();
  await Promise.all([first, second]);
  expect(kept).toEqual({ looks: { theme: 'system', hidesCodes: false, hasLargeText: false } });
});

test('one that cannot be written is taken away: without one the popup asks for what is stored', async () => {
  await copyLooks();
  writeAppearance({ hidesCodes: true });
  session.set.mockRejectedValueOnce(new Error('quota'));
  await copyLooks();
  expect(kept).toEqual({});
  await copyLooks();
  expect(kept).toMatchObject({ looks: { hidesCodes: true } });
});

test('the address of the popup says that its text is large, since its size depends on that', async () => {
  writeAppearance({ hasLargeText: true });
  await copyLooks();
  expect(popup).toBe('src/popup/index.html#large');
  await copyLooks();
  expect(action.setPopup).toHaveBeenCalledTimes(1);
  writeAppearance({ hasLargeText: false });
  await copyLooks();
  expect(popup).toBe('src/popup/index.html');
});

test('a popup that is another page stays that page', async () => {
  popup = 'src/popup/code.html';
  writeAppearance({ hasLargeText: true });
  await copyLooks();
  expect(popup).toBe('src/popup/code.html');
});
