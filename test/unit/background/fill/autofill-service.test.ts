import { beforeEach, describe, expect, test } from 'vitest';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import type { ContentSender } from '../../../../src/messaging/router.ts';
import { FakePage } from '../../../support/vault/fake-page.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import {
  addAccount,
  createUnlocked,
  newAccount,
  startWorker,
  unlock,
  type Worker,
} from '../../../support/vault/background.ts';

const ORIGIN = 'https://example.com';
const TAB = 7;
const FRAME = { frameId: 0, documentId: 'doc-1' };
const NOT_ALLOWED = new RequestFailure('not-allowed');
const NOT_THIS_SITE = new RequestFailure('not-this-site');

const sender = (changes: Partial<ContentSender> = {}): ContentSender => ({
  kind: 'content',
  origin: ORIGIN,
  topOrigin: ORIGIN,
  tabId: TAB,
  ...FRAME,
  ...changes,
});

let browser: FakeBrowser;
let page: FakePage;
let worker: Worker;
let id: string;
const given: string[] = [];

/** A content script that cashes its ticket as this sender and fills what it gets. */
function cashingAs(changes: Partial<ContentSender> = {}) {
  return async (ticket: string) => {
    try {
      given.push((await worker.autofill.cash(ticket, sender(changes), page.report)).code);
      return 'filled';
    } catch (error) {
      problems.push(error);
      return 'refused';
    }
  };
}
const problems: unknown[] = [];

beforeEach(async () => {
  given.length = 0;
  problems.length = 0;
  browser = new FakeBrowser();
  page = new FakePage();
  worker = await createUnlocked(browser, { reach: page });
  id = await addAccount(worker, newAccount('alice'));
  page.onFill = cashingAs();
});

const firstUse = async () => (await worker.accounts.list(null))[0]?.account.firstUsedAt;

describe('filling', () => {
  test('gives one code to the page of the account, and notes its first use', async () => {
    const [answer] = await worker.codes.list([id]);
    expect(await worker.autofill.fill(TAB, id)).toEqual({ filled: true });
    expect(given).toEqual([answer?.kind === 'time' ? answer.code : '']);
    expect(await firstUse()).toBe(browser.outside.clock.now());
  });

  test('gives each time step once', async () => {
    await worker.autofill.fill(TAB, id);
    const outcome = await worker.autofill.fill(TAB, id);
    expect(outcome).toMatchObject({ filled: false });
    expect(given).toHaveLength(1);
  });

  test('of two at once gives one code, and lets the other wait for the next', async () => {
    const [one, other] = await Promise.all([worker.autofill.fill(TAB, id), worker.autofill.fill(TAB, id)]);
    expect([one, other]).toEqual([{ filled: true }, { filled: false, waitUntil: expect.any(Number) }]);
    expect(given).toHaveLength(1);
  });

  test.each<[string, Partial<ContentSender>]>([
    ['another tab', { tabId: 8 }],
    ['another frame', { frameId: 3 }],
    ['another document in the same frame', { documentId: 'doc-2' }],
    ['a sender that names no document', { documentId: undefined }],
  ])('gives nothing to %s', async (_who, changes) => {
    page.onFill = cashingAs(changes);
    await expect(worker.autofill.fill(TAB, id)).rejects.toBeInstanceOf(RequestFailure);
    expect(given).toEqual([]);
    expect(problems).toEqual([NOT_ALLOWED]);
    expect(await firstUse()).toBeNull();
  });

  test.each<[string, Partial<ContentSender>]>([
    ['another origin', { origin: 'https://evil.example', topOrigin: 'https://evil.example' }],
    ['the same host over http', { origin: 'http://example.com', topOrigin: 'http://example.com' }],
    ['another port', { origin: 'https://example.com:444', topOrigin: 'https://example.com:444' }],
    ['a frame of the site inside of another page', { topOrigin: 'https://evil.example' }],
    ['a frame of another site inside of the page', { origin: 'https://evil.example' }],
    ['a frame whose page is not known', { topOrigin: undefined }],
  ])('gives nothing to %s, and says that it is not the site', async (_who, changes) => {
    page.onFill = cashingAs(changes);
    await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(NOT_THIS_SITE);
    expect(given).toEqual([]);
    expect(problems).toEqual([NOT_THIS_SITE]);
  });

  test('gives nothing of an account in the trash', async () => {
    await worker.accounts.trash(id);
    await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(NOT_THIS_SITE);
    expect(given).toEqual([]);
  });

  test('gives nothing once the vault was locked between the click and the request', async () => {
    page.onFill = async (ticket) => {
      await worker.vaults.lock();
      return cashingAs()(ticket);
    };
    await expect(worker.autofill.fill(TAB, id)).rejects.toBeInstanceOf(RequestFailure);
    expect(given).toEqual([]);
  });

  test('says that the page refused when it had the code and did not take it', async () => {
    page.onFill = async (ticket) => {
      await cashingAs()(ticket);
      return 'refused';
    };
    await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(new RequestFailure('page-refused'));
    expect(await firstUse()).toBeNull();
  });

  test('does not believe a page that says it was filled and never asked for the code', async () => {
    page.onFill = () => Promise.resolve('filled');
    await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(new RequestFailure('page-refused'));
    expect(await firstUse()).toBeNull();
  });

  test.each([undefined, null, 7, 'done', { filled: true }])(
    'takes the answer %j for a refusal',
    async (answer) => {
      page.onFill = () => Promise.resolve(answer);
      await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(new RequestFailure('page-refused'));
    },
  );

  test('says what is missing: a page that can be reached, a field', async () => {
    page.look = { page: 'none', roles: [] };
    await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(new RequestFailure('no-field'));
    page.look = { page: 'recovery', roles: ['recovery-code', 'delivered-code'] };
    await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(new RequestFailure('no-field'));
    page.frames = [];
    await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(new RequestFailure('page-unreachable'));
  });
});

describe('a ticket', () => {
  let ticket: string;
  beforeEach(async () => {
    page.onFill = async (text) => {
      ticket = text;
      return cashingAs()(text);
    };
    await worker.autofill.fill(TAB, id);
  });

  test('is good for one code, during the fill and after it', async () => {
    await expect(worker.autofill.cash(ticket, sender(), page.report)).rejects.toEqual(NOT_ALLOWED);
    browser.outside.clock.advance(60_000);
    page.onFill = async (text) => {
      const answers = await Promise.all([1, 2, 3].map(() => cashingAs()(text)));
      return answers.find((answer) => answer === 'filled');
    };
    await worker.autofill.fill(TAB, id);
    expect(given).toHaveLength(2);
    expect(problems).toEqual([NOT_ALLOWED, NOT_ALLOWED]);
  });

  test('that was refused once is good for nothing any more', async () => {
    browser.outside.clock.advance(60_000);
    page.onFill = async (text) => {
      await cashingAs({ topOrigin: 'https://evil.example' })(text);
      return cashingAs()(text);
    };
    await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(NOT_THIS_SITE);
    expect(problems).toEqual([NOT_THIS_SITE, NOT_ALLOWED]);
  });

  test('that nobody gave is good for nothing', async () => {
    await expect(worker.autofill.cash('0'.repeat(32), sender(), page.report)).rejects.toEqual(NOT_ALLOWED);
  });

  test('expires after ten seconds', async () => {
    browser.outside.clock.advance(60_000);
    page.onFill = async (text) => {
      browser.outside.clock.advance(10_000);
      return cashingAs()(text);
    };
    await expect(worker.autofill.fill(TAB, id)).rejects.toBeInstanceOf(RequestFailure);
    expect(problems).toEqual([NOT_ALLOWED]);
    expect(given).toHaveLength(1);
  });

  test('does not outlive the worker', async () => {
    page.onFill = async (text) => {
      worker = startWorker(browser, { reach: page });
      return cashingAs()(text);
    };
    browser.outside.clock.advance(60_000);
    await expect(worker.autofill.fill(TAB, id)).rejects.toBeInstanceOf(RequestFailure);
    expect(given).toHaveLength(1);
  });
});

describe('the command', () => {
  test('fills the only account of the page', async () => {
    expect(await worker.autofill.fillOnlyAccount(TAB)).toBe('filled');
  });

  test('asks where there are two, none, or no web page', async () => {
    await addAccount(worker, newAccount('bob'));
    expect(await worker.autofill.fillOnlyAccount(TAB)).toBe('choice');
    for (const origin of ['https://other.example', null]) {
      page.origin = origin;
      expect(await worker.autofill.fillOnlyAccount(TAB)).toBe('choice');
    }
    expect(given).toEqual([]);
  });

  test('says what is left to the user: to agree, or to wait for the next code', async () => {
    page.onFill = cashingAs();
    await worker.autofill.fill(TAB, id);
    expect(await worker.autofill.fillOnlyAccount(TAB)).toBe('wait');
    browser.outside.clock.advance(60_000);
    page.origin = 'http://example.com';
    await worker.accounts.learnSite(id, { origin: 'http://example.com', match: 'origin' });
    expect(await worker.autofill.fillOnlyAccount(TAB)).toBe('question');
    expect(given).toHaveLength(1);
  });

  test('given while the vault is locked goes on after unlocking, once', async () => {
    await worker.vaults.lock();
    await worker.autofill.rememberFill(TAB);
    await unlock(worker);
    expect(await worker.autofill.continueFill(TAB)).toBe('filled');
    expect(await worker.autofill.continueFill(TAB)).toBe('nothing');
    expect(given).toHaveLength(1);
  });

  test('goes on in no other tab, on no other site and not after two minutes', async () => {
    const remembered = async () => {
      page.origin = ORIGIN;
      await worker.autofill.rememberFill(TAB);
    };
    await remembered();
    expect(await worker.autofill.continueFill(8)).toBe('nothing');
    await remembered();
    page.origin = 'https://other.example';
    expect(await worker.autofill.continueFill(TAB)).toBe('nothing');
    await remembered();
    browser.outside.clock.advance(120_000);
    expect(await worker.autofill.continueFill(TAB)).toBe('nothing');
    expect(given).toEqual([]);
  });
});
