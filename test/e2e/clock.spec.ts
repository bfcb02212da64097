import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hasTool } from '../../scripts/find-browser.ts';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import type { ExtensionPage } from '../support/browsers/extension-page.ts';
import { expect, test as base } from '../support/journey.ts';
import { addByHand, createVault, unlockPopup } from '../support/journeys.ts';

const SECRET = 'JBSWY3DPEHPK3PXP';

interface Site {
  readonly origin: string;
  /** Of every request that came, in order. */
  readonly requests: { readonly method: string; readonly url: string; readonly cookie: string | undefined }[];
  /** How its answers to HEAD are dated. */
  answer: { aheadMs: number; date?: string | null; status?: number; hangs?: boolean };
}

const test = base.extend<{ site: Site }>({
  site: async ({}, use) => {
    const requests: Site['requests'] = [];
    const site: Omit<Site, 'origin'> = { requests, answer: { aheadMs: 0 } };
    const server = createServer((request, response) => {
      const { method = '', url = '', headers } = request;
      requests.push({ method, url, cookie: headers.cookie });
      response.sendDate = false;
      if (method !== 'HEAD') {
        response.setHeader('Content-Type', 'text/html');
        // A policy that would stop a request of the page itself, and a cookie that must not be sent.
        response.setHeader('Content-Security-Policy', "default-src 'none'");
        response.setHeader('Set-Cookie', 'who=ada');
        return response.end('<!doctype html><title>A site</title><h1>A site</h1>');
      }
      const { aheadMs, date, status = 404, hangs } = site.answer;
      if (hangs === true) return undefined;
      const shown = date === undefined ? new Date(Date.now() + aheadMs).toUTCString() : date;
      if (shown !== null) response.setHeader('Date', shown);
      if (status === 302) response.setHeader('Location', 'http://127.0.0.1:9/');
      return response.writeHead(status).end();
    });
    const port = await listen(server);
    await use(Object.assign(site, { origin: `http://localhost:${port}` }));
    server.closeAllConnections();
    server.close();
  },
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('a clock that is behind is found by one request to the site, and every code follows the correction', async ({
  extension,
  site,
}) => {
  test.skip(!hasTool('oathtool'), 'oathtool is not installed');
  site.answer = { aheadMs: 7_265_000 };
  const manage = await createVault(extension);
  const page = await extension.openTab(`${site.origin}/account?next=1`);
  const popup = await extension.clickToolbarIcon(page);
  await addByHand(popup, 'Example', SECRET);
  await popup.close();
  const before = site.requests.length;

  await manage.bringToFront();
  await manage.getByRole('link', { name: 'Security' }).click();
  await expect(manage.getByText("Codes follow this computer's clock.")).toBeVisible();
  expect(site.requests).toHaveLength(before);
  await manage.getByRole('button', { name: 'Check my clock' }).click();
  await expect(manage.getByText(/this computer's clock is 2 hr 1 min behind, within [12] s/)).toBeVisible();
  expect(site.requests.slice(before)).toEqual([{ method: 'HEAD', url: '/robots.txt', cookie: undefined }]);

  await manage.getByRole('button', { name: 'Use this difference' }).click();
  await expect(manage.getByText('Codes are made for a time 2 hr 1 min later')).toBeVisible();
  const offset = Number(await manage.getByLabel('Correction in seconds').inputValue());
  expect(Math.abs(offset - 7_265)).toBeLessThanOrEqual(1);

  const again = await extension.clickToolbarIcon(page);
  await again.waitForText('Codes follow a corrected clock.');
  const shown = await codeIn(again);
  expect(oathtoolCodes(offset)).toContain(shown);
  expect(oathtoolCodes(0)).not.toContain(shown);
  expect(site.requests.slice(before)).toHaveLength(1);
  await again.close();

  await manage.bringToFront();
  await manage.getByRole('button', { name: 'Remove the correction' }).click();
  await expect(manage.getByText("Codes follow this computer's clock.")).toBeVisible();
  const last = await extension.clickToolbarIcon(page);
  expect(oathtoolCodes(0)).toContain(await codeIn(last));
});

test('what keeps a clock from being checked is said, each in its own sentence', async ({
  extension,
  site,
}) => {
  const manage = await createVault(extension);
  await manage.getByRole('link', { name: 'Security' }).click();
  const check = async (sentence: string) => {
    await manage.bringToFront();
    await manage.getByRole('button', { name: 'Check my clock' }).click();
    await expect(manage.getByText(sentence)).toBeVisible({ timeout: 8_000 });
    await expect(manage.getByRole('button', { name: 'Use this difference' })).toHaveCount(0);
  };
  await check('There is no site to ask.');
  const page = await extension.openTab(site.origin);
  await (await extension.clickToolbarIcon(page)).close();
  await check('has the same time as this computer');
  site.answer = { aheadMs: 0, date: null };
  await check('The site did not say what time it is.');
  site.answer = { aheadMs: 0, date: 'tomorrow' };
  await check('The site did not say what time it is.');
  site.answer = { aheadMs: 0, status: 302 };
  await check('where Tallystick does not follow');
  site.answer = { aheadMs: 0, hangs: true };
  await check('did not answer within 5 seconds');
  const heads = site.requests.filter(({ method }) => method === 'HEAD');
  expect(heads.map(({ url }) => url)).toEqual(Array.from({ length: 5 }, () => '/robots.txt'));
});

test('a clock from before the release is said to be wrong, locked and unlocked, and a check asks only when pressed', async ({
  extension,
  site,
}) => {
  site.answer = { aheadMs: -3_600_000 };
  const manage = await createVault(extension);
  const page = await extension.openTab(site.origin);
  const before = site.requests.length;
  const fine = await extension.clickToolbarIcon(page);
  await fine.waitForText('No accounts yet');
  expect(await fine.text()).not.toContain('clock');
  await addByHand(fine, 'Example', SECRET);
  await fine.close();
  await setWorkerClock(extension, '2019-05-04T12:00:00Z');

  const locked = await extension.clickToolbarIcon(page);
  await locked.waitForText('which is before this version was made');
  expect(await locked.text()).toContain('May 4, 2019');
  await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await unlockPopup(locked);
  await locked.waitForText("This computer's clock seems wrong.");
  expect(site.requests).toHaveLength(before);
  await locked.clickButton('Check my clock');
  await locked.waitForText('which is before this version was made');
  await locked.clickButton('Check my clock');
  await locked.waitForText("this computer's clock is 1 hr ahead");
  await locked.clickButton('Use this difference');
  await locked.waitForText('Codes are made for a time 1 hr earlier');
  await expect(manage.getByText('which is before this version was made')).toBeVisible();
});

for (const zone of ['Pacific/Kiritimati', 'Pacific/Niue']) {
  test(`the time zone ${zone} is no reason to doubt the clock`, async ({ site }) => {
    const before = process.env['TZ'];
    process.env['TZ'] = zone;
    const extension = await ExtensionBrowser.launch();
    try {
      const manage = await createVault(extension);
      expect(await manage.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)).toBe(zone);
      const page = await extension.openTab(site.origin);
      const popup = await extension.clickToolbarIcon(page);
      await addByHand(popup, 'Example', SECRET);
      expect(await popup.text()).not.toContain('clock');
      await expect(manage.getByText(/computer's clock/)).toHaveCount(0);
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
      await extension.close();
    }
  });
}

async function codeIn(popup: ExtensionPage): Promise<string> {
  await popup.waitFor(`/\\d/.test(document.querySelector('.row-code')?.textContent ?? '')`, 'its code');
  return (await popup.evaluate<string>(`document.querySelector('.row-code').textContent`)).replace(/\D/g, '');
}

/** The codes of an independent program, for now and the step before, should it have ended just now. */
function oathtoolCodes(offsetSeconds: number): readonly string[] {
  return [0, -30].map((step) => {
    const at = `@${Math.floor(Date.now() / 1000) + offsetSeconds + step}`;
    return execFileSync('oathtool', ['--totp', '-b', `--now=${at}`, SECRET], { encoding: 'utf8' }).trim();
  });
}

/** The worker is where the clock is judged; the pages around it keep the real one. */
async function setWorkerClock(extension: ExtensionBrowser, time: string): Promise<void> {
  await extension.inWorker(`{
    const real = Date.now;
    const offset = Date.parse(${JSON.stringify(time)}) - real();
    Date.now = () => real() + offset;
  }`);
}
