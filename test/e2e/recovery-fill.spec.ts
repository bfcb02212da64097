import type { Page } from '@playwright/test';
import { allowSite } from '../support/allowed-site.ts';
import { Customer } from '../support/customer.ts';
import type { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { buttonOf, serve, untilSeen } from '../support/hostile-page.ts';
import { expect, test } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';

const EMAIL = 'ada.new@example.com';
const FIELD = `<form id="form" action="/done"><label>Recovery code <input name="recovery_code" id="code"></label></form>`;

test('a recovery code is filled by a click, asked about in a later popup, and spent once', async ({
  extension,
  server,
}) => {
  await createVault(extension);
  const page = await extension.context.newPage();
  const customer = new Customer({ extension, server, page }, 'ankra', EMAIL);
  const codes = await enrol(extension, customer);

  await test.step('a field for six digits has no room for it', async () => {
    await signInAgain(customer);
    const popup = await extension.clickToolbarIcon(page);
    await popup.clickButton('Fill a recovery code instead');
    await popup.waitForText('Recovery codes left: 10');
    await popup.clickButton(`Fill a recovery code of ${await nameIn(popup)}`);
    await popup.waitForText('has room for a recovery code');
    await popup.close();
  });

  await test.step('the page for recovery codes gets the next one, and nothing is sent', async () => {
    await customer.open('/challenge/recovery-code');
    await fillFromRow(extension, page);
    await expect(codeField(page)).toHaveValue(codes[0] ?? '');
  });

  await test.step('the question outlives popup and worker; put back, the same code is given again', async () => {
    await extension.stopServiceWorker();
    const popup = await extension.clickToolbarIcon(page);
    await popup.waitForText('Did the recovery code of');
    await popup.waitForText('9 of 10 left');
    await popup.clickButton('No');
    await popup.clickButton('Put it back');
    await popup.waitForText('10 of 10 left');
    await popup.waitFor(`!document.body.innerText.includes('or did it never get there')`, 'no question');
    await popup.close();
    await codeField(page).fill('');
    await fillFromRow(extension, page);
    await expect(codeField(page)).toHaveValue(codes[0] ?? '');
  });

  await test.step('it signs in, and is spent', async () => {
    await codeField(page).press('Enter');
    await expect(page.locator('#signed-in-as')).toBeVisible();
    const popup = await extension.clickToolbarIcon(page);
    await popup.clickButton('Yes');
    await popup.waitForText('9 of 10 left');
    await popup.close();
    await signInAgain(customer);
    await customer.open('/challenge/recovery-code');
    await fillFromRow(extension, page);
    await expect(codeField(page)).toHaveValue(codes[1] ?? '');
  });
});

test('a field that takes both codes gets a recovery code where the user chooses one', async ({
  extension,
  server,
}) => {
  await createVault(extension);
  const page = await extension.context.newPage();
  const customer = new Customer({ extension, server, page }, 'sekoia', EMAIL);
  const codes = await enrol(extension, customer);
  await signInAgain(customer);
  const popup = await extension.clickToolbarIcon(page);
  await popup.clickButton('Fill a recovery code instead');
  await popup.clickButton(`Fill a recovery code of ${await nameIn(popup)}`);
  await popup.waitUntilClosed();
  await expect(page.locator('input:visible').first()).toHaveValue(codes[0] ?? '');
});

test('the offer gives recovery codes and asks about them; a page that changes between ticket and code gets none', async ({
  extension,
  server,
  origin,
}) => {
  const { page, manage } = await allowSite(extension, origin);
  await keepCodes(manage, ['AAAAA-11111', 'BBBBB-22222', 'CCCCC-33333', 'DDDDD-44444']);
  const states = () => statesIn(manage);

  await test.step('offered, filled, and asked about on the next page', async () => {
    await serve(page, origin, FIELD);
    let offer = await untilSeen(page);
    await expect(offer.locator('#rows')).toContainText('Recovery codes left: 4');
    await clickAt(page, await buttonOf(offer));
    await expect(page.locator('#code')).toHaveValue('AAAAA-11111');
    expect(await states()).toEqual(['filled', 'unused', 'unused', 'unused']);
    await serve(page, origin, `<p role="alert">That code is not right.</p>${FIELD}`);
    offer = await untilSeen(page);
    await expect(offer.locator('#rows')).toContainText('Did the last code work?');
    await offer.getByRole('button', { name: /^No,/ }).click();
    await offer.getByRole('button', { name: /^Refused,/ }).click();
    await expect(offer.locator('#rows')).toContainText('Recovery codes left: 3');
    expect(await states()).toEqual(['refused', 'unused', 'unused', 'unused']);
    await expect(page.locator('#code')).toHaveValue('');
  });

  const swaps: readonly (readonly [string, string])[] = [
    ['goes to another origin', `location.href = '${server.origin('crm')}/forms/one-field'`],
    ['puts another document in its place', `location.reload()`],
    ['sends its form elsewhere', `document.querySelector('#form').action = 'https://evil.example/'`],
    [
      'asks for a code of the app',
      `document.body.innerHTML = '<p>Enter the 6-digit code from your authenticator app</p><input name=otp id=code>'`,
    ],
    [
      'asks for a code that it has sent',
      `document.body.innerHTML = '<p>Enter the code that we sent to your phone by SMS</p><input name=code id=code>'`,
    ],
  ];
  for (const [what, swap] of swaps) {
    await test.step(`a page that ${what}`, async () => {
      await serve(page, origin, FIELD);
      const popup = await extension.clickToolbarIcon(page);
      await popup.waitForText('asks for a recovery code');
      await holdFills(extension);
      await popup.click('.row-fill');
      await expect.poll(() => extension.inWorker(`globalThis.heldFills`)).toBe(1);
      await page.evaluate(`globalThis.isFirst = true; ${swap}`).catch(() => undefined);
      if (swap.startsWith('location')) await expect.poll(() => isAnotherDocument(page)).toBe(true);
      await extension.inWorker(`globalThis.releaseFills()`);
      await popup.waitForSelector('[role=status].danger');
      await popup.close();
      expect(await page.locator('input').first().inputValue()).toBe('');
      expect(await states()).toEqual(['refused', 'unused', 'unused', 'unused']);
    });
  }
});

/** Signs up, scans, and keeps the codes that the site shows. */
async function enrol(extension: ExtensionBrowser, customer: Customer): Promise<readonly string[]> {
  await customer.signUp();
  await customer.open('/authenticators/new');
  if (!customer.policy.stepUp.signInCounts) await customer.confirmByPassword();
  const codes = await customer.enrolByScanning();
  const popup = await extension.clickToolbarIcon(customer.page);
  await popup.waitForText(`This page shows ${codes.length} recovery codes.`);
  await popup.click('.page-offer button.primary');
  await popup.waitForText(`${codes.length} of ${codes.length} left`);
  await popup.close();
  return codes;
}

async function signInAgain(customer: Customer): Promise<void> {
  await customer.signOut();
  await customer.signIn();
  await expect(customer.page).toHaveURL(/\/challenge/);
}

async function fillFromRow(extension: ExtensionBrowser, page: Page): Promise<void> {
  const popup = await extension.clickToolbarIcon(page);
  await popup.waitForText('asks for a recovery code');
  await popup.click('.row-fill');
  await popup.waitUntilClosed();
}

/** Loaded after the one in which the click was made. */
function isAnotherDocument(page: Page): Promise<boolean> {
  return page
    .evaluate(`globalThis.isFirst !== true && document.readyState === 'complete'`)
    .then((is) => is === true)
    .catch(() => false);
}

function codeField(page: Page) {
  return page.locator('input[name=recovery-code]');
}

/** The account's name, as its button says it. */
function nameIn(popup: { evaluate<Value>(expression: string): Promise<Value> }): Promise<string> {
  return popup.evaluate(`(async () => {
    for (;;) {
      const label = document.querySelector('.who button')?.getAttribute('aria-label');
      if (label) return label.replace('Fill a recovery code of ', '');
      await new Promise(requestAnimationFrame);
    }
  })()`);
}

async function clickAt(page: Page, { x, y }: { readonly x: number; readonly y: number }): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.click(x, y);
}

/** Commands to fill wait in the worker, after their ticket was made, until they are let go. */
async function holdFills(extension: ExtensionBrowser): Promise<void> {
  await extension.inWorker(`(() => {
    globalThis.heldFills = 0;
    const let_go = new Promise((resolve) => { globalThis.releaseFills = resolve; });
    for (const { tabs } of [globalThis.browser, globalThis.chrome]) {
      const send = tabs.unheld ?? tabs.sendMessage.bind(tabs);
      tabs.unheld = send;
      tabs.sendMessage = async (...given) => {
        if (given[1]?.do !== 'fill') return send(...given);
        globalThis.heldFills += 1;
        await let_go;
        return send(...given);
      };
    }
  })()`);
}

function keepCodes(manage: Page, codes: readonly string[]): Promise<unknown> {
  return askFrom(manage, 'accounts/list', { tabId: null }).then((value) => {
    const [account] = value as readonly { readonly id: string }[];
    return askFrom(manage, 'recovery/keep', {
      accountId: account?.id,
      label: '',
      site: null,
      source: 'typed',
      codes: codes.map((text) => ({ text, isUsed: false })),
      expiresAt: null,
      replaces: null,
    });
  });
}

async function statesIn(manage: Page): Promise<readonly string[]> {
  const sheets = (await askFrom(manage, 'recovery/list', {})) as readonly {
    readonly marks: readonly { readonly state: string }[];
  }[];
  return sheets[0]?.marks.map(({ state }) => state) ?? [];
}

function askFrom(manage: Page, verb: string, request: object): Promise<unknown> {
  return manage.evaluate(
    async ([asked, given]) => {
      const { chrome } = globalThis as unknown as {
        chrome: { runtime: { sendMessage(message: unknown): Promise<{ value: unknown }> } };
      };
      return (await chrome.runtime.sendMessage({ verb: asked, request: given })).value;
    },
    [verb, request] as const,
  );
}
