// What the user is asked before a code goes where it has not gone before, and what the answer is good for.
import { beforeEach, describe, expect, test } from 'vitest';
import type { FillQuestion } from '../../../src/messaging/fill-responses.ts';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import type { ContentSender } from '../../../src/messaging/router.ts';
import { FakeBrowser } from '../../support/fake-browser.ts';
import { CHALLENGE, FakePage } from '../../support/vault/fake-page.ts';
import { addAccount, createUnlocked, newAccount, type Worker } from '../../support/vault/background.ts';

const TAB = 7;
const HOME = 'https://example.com';
const NOT_THIS_SITE = new RequestFailure('not-this-site');

let browser: FakeBrowser;
let page: FakePage;
let worker: Worker;
let id: string;
/** As the browser states it, of the frame that cashes. */
let sender: ContentSender;
let given: string[];

beforeEach(async () => {
  browser = new FakeBrowser();
  page = new FakePage();
  worker = await createUnlocked(browser, { reach: page });
  id = await addAccount(worker, newAccount('alice'));
  given = [];
  visit(HOME);
  page.onFill = async (ticket) => {
    try {
      given.push((await worker.autofill.cash(ticket, sender, page.reportOf(sender.frameId))).code);
      return 'filled';
    } catch {
      return 'refused';
    }
  };
});

/** The tab shows a page of this origin, whose top document holds the field. */
function visit(origin: string): void {
  page.origin = origin;
  page.lookOf = undefined;
  page.frames = [{ frameId: 0, documentId: 'doc-1' }];
  page.look = CHALLENGE;
  sender = { kind: 'content', origin, topOrigin: origin, tabId: TAB, frameId: 0, documentId: 'doc-1' };
}

/** The page holds a frame of another origin, and the field is in it. */
function visitWithFrame(top: string, framed: string): void {
  visit(top);
  page.frames = [
    { frameId: 0, documentId: 'doc-1' },
    { frameId: 4, documentId: 'doc-4' },
  ];
  page.lookOf = (frameId) =>
    frameId === 0
      ? { page: 'none', roles: [] }
      : { page: 'challenge', roles: ['app-code'], origin: framed, isForeign: true };
  sender = { ...sender, origin: framed, frameId: 4, documentId: 'doc-4' };
}

async function questionOf(accountId = id): Promise<FillQuestion> {
  const outcome = await worker.autofill.fill(TAB, accountId);
  if (!('question' in outcome)) throw new Error(`no question but ${JSON.stringify(outcome)}`);
  return outcome.question;
}

const agreeTo = ({ pageOrigin, fieldOrigin, cautions }: FillQuestion, remember: 'origin' | null = null) => ({
  pageOrigin,
  fieldOrigin,
  cautions: [...cautions],
  remember,
});
const sitesOf = async () =>
  (await worker.accounts.list(null))
    .find((view) => view.id === id)
    ?.account.sites.map(({ origin }) => origin);

describe('another site', () => {
  test('is asked about with its name, and filled after the answer', async () => {
    visit('https://other.example');
    const question = await questionOf();
    expect(question).toEqual({
      pageOrigin: 'https://other.example',
      fieldOrigin: 'https://other.example',
      cautions: ['other-site'],
      resembles: null,
      canRemember: true,
      wholeSite: 'other.example',
    });
    expect(given).toEqual([]);
    expect(await worker.autofill.fill(TAB, id, { agreed: agreeTo(question) })).toEqual({ filled: true });
    expect(given).toHaveLength(1);
    expect(await sitesOf()).toEqual([HOME]);
  });

  test('is remembered for the account where the user says so, and filled without a question from then on', async () => {
    visit('https://other.example');
    await worker.autofill.fill(TAB, id, { agreed: agreeTo(await questionOf(), 'origin') });
    expect(await sitesOf()).toEqual([HOME, 'https://other.example']);
    browser.outside.clock.advance(60_000);
    expect(await worker.autofill.fill(TAB, id)).toEqual({ filled: true });
  });

  test('is asked about anew where the page went elsewhere between the question and the answer', async () => {
    visit('https://other.example');
    const agreed = agreeTo(await questionOf());
    visit('https://evil.example');
    expect(await worker.autofill.fill(TAB, id, { agreed })).toMatchObject({
      question: { pageOrigin: 'https://evil.example' },
    });
    expect(given).toEqual([]);
  });

  test('gets nothing where the page went elsewhere between the answer and the request for the code', async () => {
    visit('https://other.example');
    const agreed = agreeTo(await questionOf());
    sender = { ...sender, origin: 'https://evil.example', topOrigin: 'https://evil.example' };
    await expect(worker.autofill.fill(TAB, id, { agreed })).rejects.toEqual(NOT_THIS_SITE);
    expect(given).toEqual([]);
  });

  test('without encryption gets nothing, asked or not; this machine is excepted', async () => {
    const here = 'http://other.example';
    visit(here);
    const agreed = { pageOrigin: here, fieldOrigin: here, cautions: [], remember: 'origin' as const };
    await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(new RequestFailure('insecure-site'));
    await expect(worker.autofill.fill(TAB, id, { agreed })).rejects.toEqual(
      new RequestFailure('insecure-site'),
    );
    visit('http://localhost:8080');
    expect((await questionOf()).cautions).toEqual(['other-site']);
  });
});

describe('a look-alike', () => {
  test('is named beside the site that it resembles, and never remembered', async () => {
    visit('https://exarnple.com');
    const question = await questionOf();
    expect(question).toMatchObject({
      cautions: ['other-site', 'look-alike'],
      resembles: { kind: 'letters', origin: HOME },
      canRemember: false,
    });
    const half = { ...agreeTo(question), cautions: ['other-site' as const] };
    expect(await worker.autofill.fill(TAB, id, { agreed: half })).toMatchObject({ filled: false });
    await worker.autofill.fill(TAB, id, { agreed: agreeTo(question, 'origin') });
    expect(await sitesOf()).toEqual([HOME]);
  });

  test('that is a site of another account is what it seems to be', async () => {
    const sites = [{ origin: 'https://example.org', match: 'origin' as const }];
    await addAccount(worker, newAccount('bob', { sites }));
    visit('https://example.org');
    expect((await questionOf()).cautions).toEqual(['other-site']);
    const views = await worker.accounts.list('https://example.org');
    expect(views.every(({ resembles }) => resembles === undefined)).toBe(true);
  });

  test('is said of the accounts that it could be after', async () => {
    const sites = [{ origin: 'https://bank.test', match: 'origin' as const }];
    await addAccount(worker, newAccount('bob', { sites }));
    const views = await worker.accounts.list('https://exarnple.com');
    expect(views.map(({ resembles }) => resembles?.origin)).toEqual([HOME, undefined]);
  });
});

describe('a frame of another origin', () => {
  test('is filled when its own origin is stored and the user agreed to both names', async () => {
    visitWithFrame('https://shop.example', HOME);
    const question = await questionOf();
    expect(question).toMatchObject({
      pageOrigin: 'https://shop.example',
      fieldOrigin: HOME,
      cautions: ['frame'],
      canRemember: false,
    });
    expect(await worker.autofill.fill(TAB, id, { agreed: agreeTo(question) })).toEqual({ filled: true });
    expect(page.told).toMatchObject({ do: 'fill', isForeign: true });
    expect(given).toHaveLength(1);
  });

  test('is no field where its origin is not stored, although the page around it is', async () => {
    visitWithFrame(HOME, 'https://ads.example');
    await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(new RequestFailure('no-field'));
    expect((await worker.autofill.look(TAB)).wants).toBe('nothing');
  });

  test('that only claims to be of a stored origin gets nothing', async () => {
    visitWithFrame('https://shop.example', HOME);
    const agreed = agreeTo(await questionOf());
    sender = { ...sender, origin: 'https://ads.example' };
    await expect(worker.autofill.fill(TAB, id, { agreed })).rejects.toEqual(NOT_THIS_SITE);
    expect(given).toEqual([]);
  });

  test.each(['null', 'https://', HOME.toUpperCase(), 7, undefined])(
    'that claims the origin %j is passed over',
    async (origin) => {
      visitWithFrame('https://shop.example', HOME);
      page.lookOf = (frameId) =>
        frameId === 0
          ? { page: 'none', roles: [] }
          : { page: 'challenge', roles: ['app-code'], origin, isForeign: true };
      await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(new RequestFailure('no-field'));
    },
  );

  test('that may not be looked into is named where there is an account for it', async () => {
    visit('https://shop.example');
    page.look = { page: 'none', roles: [], frames: ['https://ads.example', 'null', 7, HOME] };
    expect((await worker.autofill.look(TAB)).frameSite).toBe(HOME);
    page.look = { page: 'none', roles: [], frames: ['https://ads.example'] };
    expect((await worker.autofill.look(TAB)).frameSite).toBeNull();
  });

  test('counts for what the page wants only where there is an account of its own', async () => {
    visitWithFrame('https://shop.example', HOME);
    expect((await worker.autofill.look(TAB)).wants).toBe('app-code');
    visitWithFrame('https://shop.example', 'https://ads.example');
    expect((await worker.autofill.look(TAB)).wants).toBe('nothing');
  });
});

test('a page without encryption that the account was made on is filled after a warning', async () => {
  const sites = [{ origin: 'http://router.example', match: 'origin' as const }];
  const router = await addAccount(worker, newAccount('router', { sites }));
  visit('http://router.example');
  const question = await questionOf(router);
  expect(question.cautions).toEqual(['insecure']);
  expect(await worker.autofill.fillOnlyAccount(TAB)).toBe('question');
  expect(await worker.autofill.fill(TAB, router, { agreed: agreeTo(question) })).toEqual({ filled: true });
});

describe('a private window', () => {
  test('leaves no trace: not when an account was used, not what was filled, not the site', async () => {
    page.isInPrivateWindow = true;
    expect(await worker.autofill.fill(TAB, id)).toEqual({ filled: true });
    browser.outside.clock.advance(60_000);
    visit('https://other.example');
    const question = await questionOf();
    expect(question.canRemember).toBe(false);
    await worker.autofill.fill(TAB, id, { agreed: agreeTo(question, 'origin') });
    await worker.uses.note(id, TAB);
    expect(given).toHaveLength(2);
    expect(await sitesOf()).toEqual([HOME]);
    expect((await worker.accounts.list(null))[0]?.account.firstUsedAt).toBeNull();
    expect([(await worker.usage.read()).size, browser.lastFill]).toEqual([0, undefined]);
  });

  test('spends the time step all the same: the site accepts each one once', async () => {
    page.isInPrivateWindow = true;
    await worker.autofill.fill(TAB, id);
    expect(await worker.autofill.fill(TAB, id)).toHaveProperty('waitUntil');
  });
});

describe('a page that complains', () => {
  const complaining = { ...CHALLENGE, complains: true };

  test('a moment after it was filled has refused the code', async () => {
    page.look = complaining;
    expect((await worker.autofill.look(TAB)).isRefused).toBe(false);
    await worker.autofill.fill(TAB, id);
    expect((await worker.autofill.look(TAB)).isRefused).toBe(true);
    expect((await worker.autofill.look(8)).isRefused).toBe(false);
    browser.outside.clock.advance(180_000);
    expect((await worker.autofill.look(TAB)).isRefused).toBe(false);
  });

  test('has refused nothing where it shows no complaint, or is another site', async () => {
    await worker.autofill.fill(TAB, id);
    expect((await worker.autofill.look(TAB)).isRefused).toBe(false);
    visit('https://other.example');
    page.look = complaining;
    expect((await worker.autofill.look(TAB)).isRefused).toBe(false);
  });
});
