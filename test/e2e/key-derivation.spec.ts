import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { copyWithoutWasm, limitImportMemory } from '../support/browsers/blocked-wasm.ts';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { addByHand, createVault, unlockPopup } from '../support/journeys.ts';
import { FIXTURE_PASSPHRASE } from '../support/transfer-accounts.ts';

const ENTE_GIBIBYTE = fileURLToPath(new URL('../exports/ente/encrypted-1-gib.txt', import.meta.url));
const COMPILES = `WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(() => 'compiled', ({ name }) => name)`;

test('a vault made with WebAssembly opens where the browser refuses it', async ({ origin }) => {
  const profile = mkdtempSync(path.join(tmpdir(), 'tallystick-kdf-'));
  const withoutWasm = copyWithoutWasm();
  try {
    const first = await ExtensionBrowser.launch({ profile });
    const manage = await createVault(first);
    expect(await manage.evaluate(COMPILES)).toBe('compiled');
    await addByHand(
      await first.clickToolbarIcon(await first.openTab(origin)),
      'Fernwood',
      'JBSWY3DPEHPK3PXP',
    );
    await first.close();

    const second = await ExtensionBrowser.launch({ profile, extension: withoutWasm });
    const popup = await second.clickToolbarIcon(await second.openTab(origin));
    expect(await popup.evaluate(COMPILES)).toBe('CompileError');
    await unlockPopup(popup, 'not the passphrase');
    await popup.waitForText('That is not the passphrase of this vault.');
    await popup.evaluate(`document.querySelector('input[type=password]').select()`);
    await unlockPopup(popup);
    // Longer than 300 ms in JavaScript: the wait is shown.
    await popup.waitForSelector('[role=progressbar]');
    await popup.waitForText('Fernwood');
    await second.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
    rmSync(withoutWasm, { recursive: true, force: true });
  }
});

test('a vault made where WebAssembly is refused opens where it is not', async ({ origin }) => {
  const profile = mkdtempSync(path.join(tmpdir(), 'tallystick-kdf-'));
  const withoutWasm = copyWithoutWasm();
  limitImportMemory(withoutWasm, 2 ** 28);
  try {
    const first = await ExtensionBrowser.launch({ profile, extension: withoutWasm });
    const manage = await createVault(first);
    expect(await manage.evaluate(COMPILES)).toBe('CompileError');
    await refusesForMemory(manage);
    await first.close();
    const second = await ExtensionBrowser.launch({ profile });
    const popup = await second.clickToolbarIcon(await second.openTab(origin));
    await unlockPopup(popup);
    await popup.waitForText('No accounts yet');
    await second.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
    rmSync(withoutWasm, { recursive: true, force: true });
  }
});

/** An export whose key takes a gigabyte, where there is none: one sentence that says what to do, and nothing is imported. */
async function refusesForMemory(manage: Page): Promise<void> {
  await manage.getByRole('link', { name: 'Import', exact: true }).click();
  await manage.locator('input[type=file]').setInputFiles(ENTE_GIBIBYTE);
  const passphrase = manage.getByLabel('Passphrase that was set in Ente Auth');
  await passphrase.fill(FIXTURE_PASSPHRASE);
  await passphrase.press('Enter');
  await expect(
    manage.getByText('This browser has not the memory that this file needs to be opened.'),
  ).toBeVisible();
}
