import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encodeBase32 } from '../../src/core/bytes/base32.ts';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { formsOf, isInFolder, searchFolder } from '../support/browsers/find-bytes.ts';
import { expect, test } from '../support/journey.ts';
import { createVault, PASSPHRASE, scanAndSave } from '../support/journeys.ts';
import { importPasskey, keepCodes, newCodes, passkeyFile, textFormsOf } from '../support/kept-secrets.ts';
import { pageWithQr } from '../support/qr-page.ts';

test('no form of a secret is in any file of the profile after adding, locking and closing', async ({
  origin,
}, info) => {
  const profile = mkdtempSync(path.join(tmpdir(), 'tallystick-disk-'));
  const secret = randomBytes(20);
  const control = randomBytes(20);
  try {
    const extension = await ExtensionBrowser.launch({ profile });
    const manage = await createVault(extension);
    const page = await extension.openTab(origin);
    await pageWithQr(page, [`otpauth://totp/Disk:ada?secret=${encodeBase32(secret)}&issuer=Disk`]);
    await (await scanAndSave(extension, page)).close();
    const privateKey = passkeyFile(info.outputPath('bitwarden.json'));
    await manage.bringToFront();
    await importPasskey(manage, info.outputPath('bitwarden.json'));
    const codes = newCodes();
    await keepCodes(manage, codes);
    await plantControl(extension, control);
    await manage.getByRole('button', { name: 'Lock', exact: true }).click();
    await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await extension.close();

    const found = searchFolder(profile, control).join('\n');
    for (const form of formsOf(control).keys())
      expect(found, `the control as ${form}`).toContain(`${form} in`);
    expect(searchFolder(profile, secret)).toEqual([]);
    expect(searchFolder(profile, Buffer.from(PASSPHRASE))).toEqual([]);
    expect(searchFolder(profile, privateKey)).toEqual([]);
    const texts = [PASSPHRASE, ...codes, ...textFormsOf(privateKey)];
    expect(texts.filter((text) => isInFolder(profile, text))).toEqual([]);
    // The search finds texts in both encodings: the name under which the control was kept is one.
    expect(isInFolder(profile, 'control')).toBe(true);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

/** The search must find what is there: the same forms of another secret, unsealed, in both engines we write to. */
async function plantControl(extension: ExtensionBrowser, control: Uint8Array): Promise<void> {
  const forms = JSON.stringify([...formsOf(control)].map(([form, bytes]) => [form, [...bytes]]));
  await extension.inWorker(`(async () => {
    const forms = ${forms}.map(([form, bytes]) => [form, Uint8Array.from(bytes)]);
    const open = indexedDB.open('control', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('control');
    await new Promise((resolve) => { open.onsuccess = resolve; });
    const write = open.result.transaction('control', 'readwrite', { durability: 'strict' });
    for (const [form, bytes] of forms) write.objectStore('control').put(bytes, form);
    await new Promise((resolve) => { write.oncomplete = resolve; });
    await chrome.storage.local.set({ control: new TextDecoder().decode(forms[0][1]) });
  })()`);
}
