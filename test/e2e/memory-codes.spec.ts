// After locking: no string with a recovery code or the private key of a passkey in the heaps of worker, popup and manage page,
// and how often their bytes still stand in the memory of the browser's processes. Each heap and each search has a control
// that must be found, before and after.
import { createPrivateKey, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { addAccounts } from '../support/accounts.ts';
import { bitwardenFile, bitwardenPasskey } from '../support/bitwarden-passkeys.ts';
import { heapStrings } from '../support/heap-strings.ts';
import { expect, test } from '../support/journey.ts';
import {
  browserSession,
  createVaultByKeys,
  found,
  MANAGE,
  plant,
  POPUP,
  POPUP_ADDRESS,
  say,
  WORKER,
} from '../support/memory-journey.ts';
import {
  describeHits,
  mayReadMemoryOf,
  processesOf,
  searchMemory,
  total,
} from '../support/process-memory.ts';

const TARGETS = { worker: WORKER, popup: POPUP, manage: MANAGE } as const;
const CODES = ['shown', 'kept'].map((name) => `${name}-${randomBytes(6).toString('hex')}`);
const [SHOWN = '', KEPT = ''] = CODES;

test('after locking no string of worker, popup or manage page holds a recovery code or the private key of a passkey', async ({
  extension,
}, info) => {
  const session = await browserSession(extension);
  const planted = `planted ${randomBytes(8).toString('hex')}`;
  const control = randomBytes(20);
  const manage = await createVaultByKeys(extension, `passphrase ${randomBytes(8).toString('hex')}`);
  await addAccounts(manage, [{ issuer: 'Memory', accountName: 'ada' }]);
  const popup = await extension.openTab(POPUP_ADDRESS);
  await popup.getByText('Memory').first().waitFor();
  await plant(manage, control);
  for (const run of [
    (code: string) => extension.inWorker(code),
    (code: string) => popup.evaluate(code),
    (code: string) => manage.evaluate(code),
  ])
    await run(`globalThis.planted = ${JSON.stringify(planted)}; undefined`);

  const key = passkeyFile(info.outputPath('bitwarden.json'));
  const keyForms = stringFormsOf(key);
  await manage.bringToFront();
  await importPasskey(manage, info.outputPath('bitwarden.json'));
  await keepCodes(manage);
  // The controls, while it is unlocked: what is shown is found where it is shown.
  expect(found(await heapStrings(session, ...MANAGE), [SHOWN])).toEqual([SHOWN]);
  await expectPlanted(session, planted);

  const needles = new Map([
    ['the control', control],
    ['a recovery code that was shown', Buffer.from(SHOWN)],
    ['a recovery code, UTF-16', Buffer.from(SHOWN, 'utf16le')],
    ['a recovery code that was kept', Buffer.from(KEPT)],
    ['the private key of a passkey, raw', key],
    ...keyForms.map((form, at) => [`the private key, as text ${at}`, Buffer.from(form)] as const),
  ]);
  const isReadable = (await processesOf(session)).every(({ pid }) => mayReadMemoryOf(pid));
  if (isReadable) {
    const before = searchMemory(await processesOf(session), needles);
    say(`places in memory while unlocked:\n${describeHits(before)}`);
    for (const name of ['the control', 'a recovery code that was shown'])
      expect(total(before, name), name).toBeGreaterThan(0);
    const ofKey = [...needles.keys()].filter((name) => name.startsWith('the private key'));
    expect(ofKey.reduce((sum, name) => sum + total(before, name), 0)).toBeGreaterThan(0);
  }

  await manage.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Unlock' })).toBeVisible();

  await expectPlanted(session, planted);
  for (const [name, target] of Object.entries(TARGETS)) {
    const strings = await heapStrings(session, target[0], target[1]);
    expect(found(strings, [...CODES, ...keyForms, key.toString('hex')]), `in the ${name}`).toEqual([]);
  }
  if (isReadable) {
    const after = searchMemory(await processesOf(session), needles);
    say(`places in memory after locking:\n${describeHits(after)}`);
    expect(total(after, 'the control'), 'the control is still found').toBeGreaterThan(0);
  } else {
    say('The memory of other processes cannot be read here: only the heaps were searched.');
  }
});

async function expectPlanted(session: CDPSession, planted: string): Promise<void> {
  for (const [name, target] of Object.entries(TARGETS))
    expect(
      found(await heapStrings(session, target[0], target[1]), [planted]),
      `planted in the ${name}`,
    ).toEqual([planted]);
}

/** The 32 bytes of the key itself; its file holds them within PKCS#8. */
function passkeyFile(file: string): Buffer {
  const passkey = bitwardenPasskey();
  writeFileSync(file, bitwardenFile([passkey]));
  const der = Buffer.from(String(passkey['keyValue']), 'base64url');
  const { d = '' } = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' });
  return Buffer.from(d, 'base64url');
}

/** What of the bytes is in any base64 or base64url text around them, wherever they begin in it. */
function stringFormsOf(bytes: Buffer): readonly string[] {
  const forms = [0, 1, 2].flatMap((lead) =>
    (['base64', 'base64url'] as const).map((encoding) => {
      const whole = Buffer.concat([Buffer.alloc(lead), bytes]).toString(encoding);
      return whole.slice(4, 4 * Math.floor((lead + bytes.length) / 3));
    }),
  );
  return [...new Set(forms)];
}

async function importPasskey(manage: Page, file: string): Promise<void> {
  await manage.getByRole('link', { name: 'Import', exact: true }).click();
  await manage.getByLabel(/Drop/).setInputFiles(file);
  await manage.getByRole('button', { name: 'Add what is chosen (1)' }).click();
  await expect(manage.getByText('1 passkey added.')).toBeVisible();
}

/** Typed by keys; one of them is shown. */
async function keepCodes(manage: Page): Promise<void> {
  await manage.getByRole('link', { name: 'Recovery codes' }).click();
  await manage.getByRole('button', { name: /^Add a sheet/ }).click();
  const more = Array.from({ length: 4 }, () => randomBytes(6).toString('hex'));
  await manage.keyboard.insertText([SHOWN, KEPT, ...more].join('\n'));
  await manage.getByRole('button', { name: 'Keep these codes' }).click();
  await expect(manage.getByText('6 of 6 left')).toBeVisible();
  await manage.getByRole('button', { name: 'Show: 1', exact: true }).click();
  await expect(manage.getByText(SHOWN)).toBeVisible();
}
