// A sheet of recovery codes and a passkey of which a test knows every byte, brought into the vault as a user does it.
import { createPrivateKey, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { bitwardenFile, bitwardenPasskey } from './passkeys/bitwarden-passkeys.ts';

/** The 32 bytes of the key itself; its file holds them within PKCS#8. */
export function passkeyFile(file: string): Buffer {
  const passkey = bitwardenPasskey();
  writeFileSync(file, bitwardenFile([passkey]));
  const der = Buffer.from(String(passkey['keyValue']), 'base64url');
  const { d = '' } = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' });
  return Buffer.from(d, 'base64url');
}

/** What of the bytes is in any base64 or base64url text around them, wherever they begin in it. */
export function textFormsOf(bytes: Buffer): readonly string[] {
  const forms = [0, 1, 2].flatMap((lead) =>
    (['base64', 'base64url'] as const).map((encoding) => {
      const whole = Buffer.concat([Buffer.alloc(lead), bytes]).toString(encoding);
      return whole.slice(4, 4 * Math.floor((lead + bytes.length) / 3));
    }),
  );
  return [...new Set(forms)];
}

export async function importPasskey(manage: Page, file: string): Promise<void> {
  await manage.getByRole('link', { name: 'Import', exact: true }).click();
  await manage.getByLabel(/Drop/).setInputFiles(file);
  await manage.getByRole('button', { name: 'Add what is chosen (1)' }).click();
  await expect(manage.getByText('1 passkey added.')).toBeVisible();
}

/** Six codes, none of which is anywhere else. */
export function newCodes(): readonly string[] {
  return Array.from({ length: 6 }, (_, at) => `${at}-${randomBytes(6).toString('hex')}`);
}

/** Typed by keys; the first of them is shown. */
export async function keepCodes(manage: Page, codes: readonly string[]): Promise<void> {
  await manage.getByRole('link', { name: 'Recovery codes' }).click();
  await manage.getByRole('button', { name: /^Add a sheet/ }).click();
  await manage.keyboard.insertText(codes.join('\n'));
  await manage.getByRole('button', { name: 'Keep these codes' }).click();
  await expect(manage.getByText('6 of 6 left')).toBeVisible();
  await manage.getByRole('button', { name: 'Show: 1', exact: true }).click();
  await expect(manage.getByText(codes[0] ?? '')).toBeVisible();
}
