// The main job on real input, step by step, as a user does it; each step prints its time and leaves a screenshot.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startRelyingParty } from '../../src/relying-party/server.ts';
import { ExtensionBrowser } from '../../test/support/browsers/extension-browser.ts';
import { createVault, scanAndSave, signIn, signOut, signUp } from '../../test/support/journeys.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../demo');
/** The longest time until the next time step, and some more. */
const NEXT_STEP_MS = 45_000;

interface Picture {
  screenshot(file: string): Promise<unknown>;
}

export async function runTour(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const server = await startRelyingParty();
  const browser = await ExtensionBrowser.launch();
  try {
    await walk(browser, server.origin('ankra'));
    console.log(`\nScreenshots: ${path.relative(process.cwd(), FOLDER)}/`);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function walk(browser: ExtensionBrowser, origin: string): Promise<void> {
  const page = await browser.context.newPage();
  const onPage = { screenshot: (file: string) => page.screenshot({ path: file }) };
  await step('choose a passphrase', async () => {
    const manage = await createVault(browser);
    return { screenshot: (file) => manage.screenshot({ path: file }) };
  });
  await step('sign up at the relying party and open its enrolment page', async () => {
    await signUp(page, origin);
    await page.goto(`${origin}/authenticators/new`);
    return onPage;
  });
  const scanned = await step('scan the QR code on the page into the vault', () => scanAndSave(browser, page));
  await step('confirm the enrolment with the filled code', async () => {
    await scanned.clickButton('Fill the code on this page');
    await scanned.waitUntilClosed();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.locator('#recovery-codes').waitFor();
    return onPage;
  });
  await step('sign out, and sign in with the password', async () => {
    await page.getByRole('link', { name: 'Done' }).click();
    await signOut(page);
    await signIn(page, origin);
    await page.locator('input[name=code]').waitFor();
    return onPage;
  });
  const popup = await step('see the rotating code in the toolbar popup', async () => {
    const opened = await browser.clickToolbarIcon(page);
    await opened.waitForText('asks for a code');
    return opened;
  });
  await step('fill the next code into the challenge', async () => {
    await popup.click('.row-fill');
    await popup.waitUntilClosed(NEXT_STEP_MS);
    return onPage;
  });
  await step('be signed in', async () => {
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.locator('#sign-out').waitFor({ state: 'attached' });
    return onPage;
  });
}

let stepNumber = 0;

async function step<Shown extends Picture>(what: string, work: () => Promise<Shown>): Promise<Shown> {
  stepNumber += 1;
  const started = performance.now();
  const shown = await work();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const file = `${stepNumber}-${what.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}.png`;
  await shown.screenshot(path.join(FOLDER, file));
  console.log(`${stepNumber}. ${what}: ${seconds} s`);
  return shown;
}
