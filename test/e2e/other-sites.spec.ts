// Which pages get the code of an account at once, which only after a question, and which never: by the browser's own word
// for where the page is from. The pages are answered before anything is looked up, so that they can have any address.
import type { Page } from '@playwright/test';
import { addAccounts, type PlainAccount } from '../support/accounts.ts';
import { CODE_FIELD, codesIn } from '../support/hostile-page.ts';
import { ExtensionBrowser, switchOff } from '../support/browsers/extension-browser.ts';
import { expect, test as base } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';

/** By itself the browser asks for https first, and then there is no page in clear to be judged. */
const test = base.extend({
  extension: async ({}, use) => {
    const extension = await ExtensionBrowser.launch({
      args: [switchOff('HttpsUpgrades')],
    });
    await use(extension);
    await extension.close();
  },
});

type Outcome = 'filled' | 'other-site' | 'other-site, look-alike' | 'insecure-site' | 'page-unreachable';

/** The account's site, how it is matched, the page, and what becomes of a fill that nobody has agreed to. */
const TABLE: readonly (readonly [string, 'origin' | 'site', string, Outcome])[] = [
  ['https://example.com', 'origin', 'https://example.com/', 'filled'],
  ['https://example.com', 'origin', 'https://EXAMPLE.com/', 'filled'],
  ['https://example.com', 'origin', 'http://example.com/', 'insecure-site'],
  ['https://example.com', 'origin', 'https://www.example.com/', 'other-site'],
  ['https://example.com', 'origin', 'https://example.com:8443/', 'other-site'],
  // A click on the icon opens no page to us whose address holds a user name: the browser's own rule.
  ['https://example.com', 'origin', 'https://example.com@evil.net/', 'page-unreachable'],
  ['https://example.com', 'origin', 'https://example.com.evil.net/', 'other-site, look-alike'],
  ['https://example.com', 'origin', 'https://notexample.com/', 'other-site'],
  ['https://example.com', 'origin', 'https://exarnple.com/', 'other-site, look-alike'],
  ['https://example.com', 'origin', 'https://еxample.com/', 'other-site, look-alike'],
  ['https://example.com', 'origin', 'https://example-login.com/', 'other-site, look-alike'],
  ['https://example.com', 'origin', 'https://example.co/', 'other-site, look-alike'],
  // The whole site ends at the registrable domain, and never reaches http or another port.
  ['https://example.com', 'site', 'https://login.example.com/', 'filled'],
  ['https://example.com', 'site', 'http://login.example.com/', 'insecure-site'],
  ['https://example.com', 'site', 'https://login.example.com:8443/', 'other-site'],
  ['https://shop.co.uk', 'site', 'https://other.co.uk/', 'other-site'],
  // Hosts that give out names below them: neighbours are strangers.
  ['https://ada.github.io', 'site', 'https://evil.github.io/', 'other-site'],
  ['https://ada.pages.dev', 'site', 'https://evil.pages.dev/', 'other-site'],
  ['https://ada.appspot.com', 'site', 'https://evil.appspot.com/', 'other-site'],
  ['https://ada.github.io', 'site', 'https://app.ada.github.io/', 'filled'],
  ['https://10.0.0.1', 'site', 'https://11.0.0.1/', 'other-site'],
];

test('only the site of an account gets its code unasked', async ({ extension }) => {
  test.setTimeout(240_000);
  const manage = await createVault(extension);
  const page = await extension.context.newPage();
  await page.route(/^https?:/, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Two-factor authentication</title>${CODE_FIELD}`,
    }),
  );
  for (const [site, match, address, outcome] of TABLE) {
    await test.step(`${site} (${match}) on ${address}`, async () => {
      const accountId = await addAccount(manage, { issuer: 'Table', accountName: 'ada', site, match });
      await page.goto(address);
      // Not put right by the browser on the way.
      expect(new URL(page.url()).origin).toBe(new URL(address).origin);
      // The click on the icon lets the page be read at all, as it does for a user.
      const popup = await extension.clickToolbarIcon(page);
      const asked = await popup.evaluate(`chrome.tabs.query({ active: true, currentWindow: true })
        .then(([tab]) => chrome.runtime.sendMessage({ verb: 'autofill/fill',
          request: { tabId: tab.id, accountId: ${JSON.stringify(accountId)} } }))`);
      await popup.close();
      expect.soft(outcomeOf(asked as Answer), `${site} (${match}) on ${address}`).toBe(outcome);
      expect.soft(await codesIn(page)).toMatch(outcome === 'filled' ? /^\d{6}$/ : /^$/);
      // A page is a look-alike only where it is no site of an account.
      await ask(manage, 'accounts/trash', { id: accountId });
    });
  }
});

interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly value?: { readonly filled: boolean; readonly question?: { readonly cautions: readonly string[] } };
}

function outcomeOf({ error, value }: Answer): string | undefined {
  if (error !== undefined) return error;
  return value?.filled === true ? 'filled' : value?.question?.cautions.join(', ');
}

async function addAccount(manage: Page, account: PlainAccount): Promise<string> {
  await addAccounts(manage, [account]);
  const accounts = (await ask(manage, 'accounts/list', { tabId: null })) as readonly {
    readonly id: string;
    readonly deletedAt: number | null;
  }[];
  const kept = accounts.find(({ deletedAt }) => deletedAt === null);
  if (kept === undefined) throw new Error('the account was not kept');
  return kept.id;
}

async function ask(manage: Page, verb: string, request: object): Promise<unknown> {
  const reply = await manage.evaluate<{ readonly ok: boolean; readonly value?: unknown }>(
    `chrome.runtime.sendMessage(${JSON.stringify({ verb, request })})`,
  );
  if (!reply.ok) throw new Error(`${verb} was refused`);
  return reply.value;
}
