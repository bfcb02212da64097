import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from '../support/journey.ts';
import { signIn, signOut, signUp } from '../support/journeys.ts';

/** Answers by itself, as if a finger were always on it. */
async function addAuthenticator(page: Page, transport: 'internal' | 'usb'): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport,
      hasResidentKey: transport === 'internal',
      hasUserVerification: transport === 'internal',
      isUserVerified: transport === 'internal',
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: /^Add (a )?(passkey|security device)$/ }).click();
}

test('a passkey of this device is added, signs in with one tap and alone, and stays while it is the last factor', async ({
  extension,
  origin,
}) => {
  const page = await extension.context.newPage();
  await addAuthenticator(page, 'internal');
  await signUp(page, origin);
  await page.goto(`${origin}/passkeys/new`);
  await addPasskey(page, 'Laptop');
  await expect(page.locator('#recovery-codes li')).toHaveCount(10);
  await page.getByRole('link', { name: 'Done' }).click();
  await expect(page.locator('#method-passkeys')).toContainText('Laptop');
  await signOut(page);

  await signIn(page, origin);
  await expect(page).toHaveURL(/\/challenge/);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.locator('#signed-in-as')).toBeVisible();
  await signOut(page);

  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.locator('#signed-in-as')).toContainText('ada.new@example.com');

  await page.goto(`${origin}/passkeys/new`);
  await addPasskey(page, 'Laptop again');
  await expect(page.locator('[data-ceremony-error]')).toHaveText('This device is registered already.');
  await page.goto(`${origin}/profile/authentication`);
  await page.getByRole('link', { name: 'Remove Laptop' }).click();
  await expect(page.getByText('You cannot remove your last remaining factor')).toBeVisible();
});

test('a security key follows the password, and is removed after it', async ({ extension, server }) => {
  const origin = server.origin('sekoia');
  const page = await extension.context.newPage();
  await addAuthenticator(page, 'usb');
  await signUpAt(page, origin);
  await page.goto(`${origin}/passkeys/new`);
  await confirmPassword(page);
  await addPasskey(page, 'Key on my ring');
  await page.getByRole('link', { name: 'Done' }).click();
  await signOut(page);

  await page.getByLabel('Username (email)').fill(EMAIL);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Use a security device' }).click();
  await expect(page.locator('#signed-in-as')).toBeVisible();

  await page.goto(`${origin}/security`);
  await page.getByRole('link', { name: 'Remove Key on my ring' }).click();
  await confirmPassword(page);
  await expect(page.getByText('This is your last factor')).toBeVisible();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('#two-factor-status')).toHaveText('Off');
});

test('a command-line sign-in meets the passkey in the browser and goes on in the terminal', async ({
  extension,
  origin,
}) => {
  const page = await extension.context.newPage();
  await addAuthenticator(page, 'internal');
  await signUp(page, origin);
  await page.goto(`${origin}/passkeys/new`);
  await addPasskey(page, 'Laptop');
  await page.getByRole('link', { name: 'Done' }).click();
  await signOut(page);

  const home = mkdtempSync(path.join(tmpdir(), 'tally-rp-'));
  const login = tallyRp(home, ['--server', origin, 'login']);
  const url = /http:\S+authorize\S+/.exec(await login.toldSoFar(/authorize\?\S+\n/))?.[0] ?? '';
  await page.goto(url);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('go back to your terminal')).toBeVisible();
  expect(await login.ended).toEqual({ exitCode: 0, printed: 'You are signed in.\n' });

  const status = await tallyRp(home, ['--server', origin, '--json', 'profile', 'auth', 'status']).ended;
  expect(JSON.parse(status.printed)).toMatchObject({ twoFactor: true, passkeys: 1 });
  await page.goto(`${origin}/profile/authentication`);
  await page.getByRole('button', { name: /^Revoke tally-rp/ }).click();
  const after = await tallyRp(home, ['--server', origin, 'profile', 'auth', 'status']).ended;
  expect(after.exitCode).toBe(4);
  rmSync(home, { recursive: true });
});

const EMAIL = 'ada.new@example.com';
const PASSWORD = 'a long site password';

async function signUpAt(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sign-up`);
  await page.getByLabel('Name', { exact: true }).fill('Ada');
  await page.getByLabel('Username (email)').fill(EMAIL);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.locator('#signed-in-as')).toBeVisible();
}

async function confirmPassword(page: Page): Promise<void> {
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Confirm with password' }).click();
}

interface Running {
  /** What it has written for a person, once that fits. */
  toldSoFar(pattern: RegExp): Promise<string>;
  readonly ended: Promise<{ readonly exitCode: number | null; readonly printed: string }>;
}

/** The program in a process of its own. */
function tallyRp(home: string, args: readonly string[]): Running {
  const script = path.resolve(import.meta.dirname, '../../scripts/rp-cli.ts');
  const env = { ...process.env, XDG_CONFIG_HOME: home };
  const child = spawn('node_modules/.bin/node', [script, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (told += String(chunk)));
  const { promise: ended, resolve } = Promise.withResolvers<Awaited<Running['ended']>>();
  child.on('close', (exitCode) => resolve({ exitCode, printed }));
  return {
    ended,
    async toldSoFar(pattern) {
      await expect.poll(() => told).toMatch(pattern);
      return told;
    },
  };
}
