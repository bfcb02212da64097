// What is left in memory once the vault is locked: no string with a secret, the passphrase or the vault key in the heaps of
// worker and popup; and how often raw bytes still stand in the memory of the browser's processes, by their type. Each search
// must first find what is there.
import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { encodeBase32 } from '../../src/core/bytes/base32.ts';
import type { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { heapStrings } from '../support/browsers/heap-strings.ts';
import { expect, test } from '../support/journey.ts';
import {
  browserSession,
  createVaultByKeys,
  found,
  holds,
  MANAGE,
  plant,
  POPUP,
  POPUP_ADDRESS,
  say,
  WORKER,
} from '../support/browsers/memory-journey.ts';
import {
  describeHits,
  mayReadMemoryOf,
  processesOf,
  searchMemory,
  total,
} from '../support/browsers/process-memory.ts';

test('after locking no string of worker or popup holds the secret, the passphrase or the vault key', async ({
  extension,
}) => {
  const session = await browserSession(extension);
  const secret = randomBytes(20);
  const passphrase = `passphrase ${randomBytes(8).toString('hex')}`;
  const control = randomBytes(20);
  const manage = await createVaultByKeys(extension, passphrase);
  const popup = await extension.openTab(POPUP_ADDRESS);
  await typeAccount(popup, encodeBase32(secret));
  const popupStrings = () => heapStrings(session, ...POPUP);
  const workerStrings = () => heapStrings(session, ...WORKER);
  const vaultKey = await readVaultKey(extension);
  const secretForms = [encodeBase32(secret), secret.toString('hex'), secret.toString('base64')];

  // The controls, while it is unlocked: what was typed is in the popup, and the key by which the worker works is in it.
  expect(holds(await popupStrings(), secretForms)).toBe(true);
  await saveAccount(popup);
  await manage.bringToFront();
  expect(holds(await workerStrings(), [vaultKey.toString('base64')])).toBe(true);

  const processes = await processesOf(session);
  const needles = new Map([
    ['the control', control],
    ['the vault key, raw', vaultKey],
    ['the vault key, base64', Buffer.from(vaultKey.toString('base64'))],
    ['the secret, raw', secret],
    ['the secret, base32', Buffer.from(encodeBase32(secret))],
    ['the secret, base64', Buffer.from(secret.toString('base64').replace(/=+$/, ''))],
    ['the passphrase', Buffer.from(passphrase)],
    ['the passphrase, UTF-16', Buffer.from(passphrase, 'utf16le')],
  ]);
  await plant(manage, control);
  const isReadable = processes.every(({ pid }) => mayReadMemoryOf(pid));
  if (isReadable) {
    const before = searchMemory(processes, needles);
    say(`places in memory while unlocked:\n${describeHits(before)}`);
    for (const name of ['the control', 'the vault key, raw'])
      expect(total(before, name), name).toBeGreaterThan(0);
  }

  await manage.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Unlock' })).toBeVisible();

  const forbidden = [...secretForms, passphrase, vaultKey.toString('base64'), vaultKey.toString('hex')];
  expect(found(await workerStrings(), forbidden), 'in the worker').toEqual([]);
  expect(found(await popupStrings(), forbidden), 'in the popup').toEqual([]);
  expect(found(await heapStrings(session, ...MANAGE), forbidden), 'in the manage page').toEqual([]);
  if (isReadable) {
    const after = searchMemory(await processesOf(session), needles);
    say(`places in memory after locking:\n${describeHits(after)}`);
    expect(total(after, 'the control'), 'the control is still found').toBeGreaterThan(0);
  } else {
    say('The memory of other processes cannot be read here: only the heaps were searched.');
  }
});

async function typeAccount(popup: Page, secret: string): Promise<void> {
  await popup.getByRole('button', { name: 'Add an account by hand' }).last().click();
  await popup.getByLabel('Secret, or otpauth link').focus();
  await popup.keyboard.insertText(secret);
  await popup.getByLabel('Service').focus();
  await popup.keyboard.insertText('Memory');
}

async function saveAccount(popup: Page): Promise<void> {
  await popup.keyboard.press('Enter');
  await popup.getByRole('button', { name: 'Save' }).click();
  await popup.getByText('is in your vault').waitFor();
  await popup.getByRole('button', { name: 'Done' }).click();
  await popup.getByText('Memory').first().waitFor();
}

/** From storage.session, in a page that is closed at once. */
async function readVaultKey(extension: ExtensionBrowser): Promise<Buffer> {
  const page = await extension.openManage();
  const text = await page.evaluate(async () => {
    const { session } = (globalThis as unknown as ExtensionGlobals).chrome.storage;
    const stored = await session.get('session');
    return stored.session.vaultKey;
  });
  await page.close();
  return Buffer.from(text, 'base64');
}

interface ExtensionGlobals {
  readonly chrome: {
    readonly storage: { readonly session: { get(key: string): Promise<{ session: { vaultKey: string } }> } };
  };
}
