// After locking: no string with a recovery code or the private key of a passkey in the heaps of worker, popup and manage page,
// and how often their bytes still stand in the memory of the browser's processes. Each heap and each search has a control
// that must be found, before and after.
import { randomBytes } from 'node:crypto';
import type { CDPSession } from '@playwright/test';
import { addAccounts } from '../support/accounts.ts';
import { heapStrings } from '../support/browsers/heap-strings.ts';
import { expect, test } from '../support/journey.ts';
import { importPasskey, keepCodes, newCodes, passkeyFile, textFormsOf } from '../support/kept-secrets.ts';
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
} from '../support/browsers/memory-journey.ts';
import {
  describeHits,
  mayReadMemoryOf,
  processesOf,
  searchMemory,
  total,
} from '../support/browsers/process-memory.ts';

const TARGETS = { worker: WORKER, popup: POPUP, manage: MANAGE } as const;
const CODES = newCodes();
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
  const keyForms = textFormsOf(key);
  await manage.bringToFront();
  await importPasskey(manage, info.outputPath('bitwarden.json'));
  await keepCodes(manage, CODES);
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
    expect(found(strings, [SHOWN, KEPT, ...keyForms, key.toString('hex')]), `in the ${name}`).toEqual([]);
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
