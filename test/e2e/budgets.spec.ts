// What opening the popup costs, counted: messages and timers.
import type { Page } from '@playwright/test';
import { addAccounts } from '../support/accounts.ts';
import { EXTENSION_ID } from '../support/browsers/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';

const ACCOUNTS = Array.from({ length: 100 }, (_, index) => ({
  issuer: `Service ${index}`,
  accountName: 'ada',
}));

/** All that the popup asks, in this order, on a page that asks for nothing; the first alone is waited for. */
const ASKED = ['popup/open', 'scan/take', 'accounts/list', 'autofill/look'];

test('opening the popup costs one message until the first code, and three after it', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  await addAccounts(manage, ACCOUNTS);
  await manage.close();
  const page = await extension.openTab(`${origin}/sign-in`);
  await extension.inWorker(`{
    globalThis.asked = [];
    chrome.runtime.onMessage.addListener(({ verb }) => { if (verb) globalThis.asked.push(verb); });
  }`);
  const popup = await extension.clickToolbarIcon(page);
  const asked = () => extension.inWorker<readonly string[]>('globalThis.asked');
  await expect.poll(asked).toContain(ASKED.at(-1));
  // A code that changes costs one more, for all rows together: it is not counted here.
  expect((await asked()).filter((verb) => verb !== 'codes/list')).toEqual(ASKED);
  expect(await popup.evaluate<number>(`document.querySelectorAll('.row').length`)).toBeGreaterThan(5);
});

/** Which timers there are, and what was asked for; to be run before any script of the page. */
const WATCH_TIMERS = `{
  const waiting = new Map();
  Object.assign(globalThis, { waiting, intervals: 0, ticks: [] });
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  globalThis.setTimeout = (work, ms = 0, ...rest) => {
    const id = set((...given) => { waiting.delete(id); work(...given); }, ms, ...rest);
    waiting.set(id, ms);
    if (ms > 100) globalThis.ticks.push({ at: Date.now(), ms });
    return id;
  };
  globalThis.clearTimeout = (id) => { waiting.delete(id); clear(id); };
  globalThis.setInterval = () => { globalThis.intervals += 1; return 0; };
}`;

const COUNTS = `({ waiting: globalThis.waiting.size, intervals: globalThis.intervals, ticks: globalThis.ticks })`;
interface Counts {
  readonly waiting: number;
  readonly intervals: number;
  readonly ticks: readonly { readonly at: number; readonly ms: number }[];
}

test('the popup has one timer, which goes off when the second changes, however many rows it shows', async ({
  extension,
}) => {
  const manage = await createVault(extension);
  await addAccounts(manage, ACCOUNTS);
  const popup = await extension.context.newPage();
  await popup.addInitScript(WATCH_TIMERS);
  await popup.goto(`chrome-extension://${EXTENSION_ID}/src/popup/index.html`);
  await expect(popup.locator('.row').nth(5)).toBeVisible();
  const counts = () => popup.evaluate<Counts>(COUNTS);
  await expect.poll(async () => (await counts()).ticks.length).toBeGreaterThan(3);
  const { waiting, intervals, ticks } = await counts();
  expect(waiting).toBeLessThanOrEqual(1);
  expect(intervals).toBe(0);
  // Asked for so that each ends at a whole second.
  for (const { at, ms } of ticks.slice(1)) {
    const end = (at + ms) % 1000;
    expect(Math.min(end, 1000 - end)).toBeLessThan(20);
  }
});

test('no timer of the worker outlasts what it was started for', async ({ extension, origin }) => {
  const manage = await createVault(extension);
  await extension.inWorker(WATCH_TIMERS);
  await addAccounts(manage, ACCOUNTS);
  const popup = await extension.clickToolbarIcon(await extension.openTab(`${origin}/sign-in`));
  await popup.waitForSelector('.row');
  expect(await extension.inWorker<number>('globalThis.ticks.length')).toBeGreaterThan(0);
  await expect.poll(() => extension.inWorker<number>('globalThis.waiting.size'), { timeout: 10_000 }).toBe(0);
  expect(await extension.inWorker<number>('globalThis.intervals')).toBe(0);
  await lock(manage);
  await expect.poll(() => extension.inWorker<number>('globalThis.waiting.size')).toBe(0);
});

async function lock(manage: Page): Promise<void> {
  await manage.bringToFront();
  await manage.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
}
