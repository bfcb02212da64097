// Codes that are on the screen before the background has answered, and only while it would answer with them.
import { createCodeGenerator } from '../../src/core/otp/code-generator.ts';
import { addAccounts } from '../support/accounts.ts';
import type { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';

const SECRET = Buffer.from('12345678901234567890');
const PERIOD_MS = 30_000;
test('a popup shows its codes though the background does not answer yet, and what the background says then', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  await addAccounts(manage, [
    ...Array.from({ length: 20 }, (_, index) => ({ issuer: `Service ${index}`, accountName: 'ada' })),
    { issuer: 'Here', accountName: 'ada', site: origin, secret: SECRET },
  ]);
  await manage.close();
  const page = await extension.openTab(`${origin}/sign-in`);
  await expect.poll(() => preparedFor(extension)).toBe(21);

  const before = currentCode();
  await holdBack(extension);
  const popup = await extension.openUnwatched(page, 'src/popup/index.html', 0);
  await popup.waitForSelector('.row.on-site .row-code');
  const first = await popup.evaluate<{ readonly code: string; readonly rows: number; readonly is: string }>(
    `(async () => {
      let is = 'waiting';
      tallystickFirstReply.then(() => { is = 'answered'; });
      await new Promise(requestAnimationFrame);
      return { is, code: document.querySelector('.row.on-site .row-code').textContent.replace(/\\D/g, ''),
        rows: document.querySelectorAll('.row').length };
    })()`,
  );
  expect(first).toMatchObject({ is: 'waiting', rows: 7 });
  expect([before, currentCode()]).toContain(first.code);

  await extension.inWorker('globalThis.letGo()');
  await popup.waitForSelector('#search');
  const codeThen = await popup.evaluate<string>(
    `document.querySelector('.row.on-site .row-code').textContent.replace(/\\D/g, '')`,
  );
  expect([first.code, currentCode()]).toContain(codeThen);
  await popup.close();
});

test('nothing is prepared of a vault that is locked, nor of one that has changed since', async ({
  extension,
}) => {
  const manage = await createVault(extension);
  await addAccounts(manage, [{ issuer: 'Example', accountName: 'ada' }]);
  await expect.poll(() => preparedFor(extension)).toBe(1);
  await addAccounts(manage, [{ issuer: 'Other', accountName: 'ada' }]);
  expect(await preparedFor(extension)).not.toBe(1);
  await expect.poll(() => preparedFor(extension)).toBe(2);
  await manage.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
  expect(await extension.inWorker('chrome.storage.session.getKeys()')).not.toContain('screen');
});

/** The worker learns nothing of its session, and so answers nothing, until it is let go. */
function holdBack(extension: ExtensionBrowser): Promise<void> {
  return extension.inWorker(`{
    const { session } = chrome.storage;
    const get = session.get.bind(session);
    const held = new Promise((resolve) => { globalThis.letGo = resolve; });
    for (const area of [chrome.storage.session, globalThis.browser.storage.session])
      area.get = async (...asked) => { await held; return get(...asked); };
  }`);
}

/** How many accounts the prepared screen speaks of; 0 where there is none. */
function preparedFor(extension: ExtensionBrowser): Promise<number> {
  return extension.inWorker(
    `chrome.storage.session.get('screen').then(({ screen }) => (screen ? JSON.parse(screen).total : 0))`,
  );
}

function currentCode(): string {
  const parameters = { type: 'totp', algorithm: 'SHA1', digits: 6, period: PERIOD_MS / 1000 } as const;
  return createCodeGenerator(SECRET, parameters).codeAt(Date.now()).code;
}
