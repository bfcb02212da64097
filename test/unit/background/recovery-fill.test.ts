// A recovery code into a page: the same ticket, origins and frames as a code of the app, and a mark that stays.
import { beforeEach, describe, expect, test } from 'vitest';
import type { CodeState } from '../../../src/core/recovery/code-mark.ts';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import type { FillCaution } from '../../../src/messaging/fill-responses.ts';
import type { ContentSender } from '../../../src/messaging/router.ts';
import { FakeBrowser } from '../../support/fake-browser.ts';
import { FakePage, reportWith } from '../../support/vault/fake-page.ts';
import {
  addAccount,
  createUnlocked,
  newAccount,
  startWorker,
  unlock,
  type Worker,
} from '../../support/vault/background.ts';

const ORIGIN = 'https://example.com';
const TAB = 7;
const FRAME = { frameId: 0, documentId: 'doc-1' };
const CODES = ['aaaa-1111', 'bbbb-2222', 'cccc-3333'];
const ASKS = { page: 'recovery', roles: ['recovery-code'] };

let browser: FakeBrowser;
let page: FakePage;
let worker: Worker;
let id: string;
let sheetId: string;
const given: string[] = [];
const problems: unknown[] = [];

const sender = (changes: Partial<ContentSender> = {}): ContentSender => ({
  kind: 'content',
  origin: ORIGIN,
  topOrigin: ORIGIN,
  tabId: TAB,
  ...FRAME,
  ...changes,
});

function cashingAs(changes: Partial<ContentSender> = {}) {
  return async (ticket: string) => {
    try {
      const answer = await worker.autofill.cash(ticket, sender(changes), page.report);
      given.push(answer.code);
      expect(answer.submits).toBe(false);
      return 'filled';
    } catch (error) {
      problems.push(error);
      return 'refused';
    }
  };
}

const keep = (more: Partial<Parameters<Worker['recovery']['keep']>[0]> = {}) =>
  worker.recovery.keep({
    accountId: id,
    label: '',
    site: ORIGIN,
    source: 'page',
    codes: CODES.map((text) => ({ text, isUsed: false })),
    expiresAt: null,
    replaces: null,
    ...more,
  });
const fill = () => worker.autofill.fill(TAB, id, { gives: 'recovery-code' });
const states = async (): Promise<readonly CodeState[]> => {
  const sheet = (await worker.recovery.list()).find((view) => view.id === sheetId);
  return sheet?.marks.map(({ state }) => state) ?? [];
};
const failsWith = (code: ConstructorParameters<typeof RequestFailure>[0]) =>
  expect(fill()).rejects.toEqual(new RequestFailure(code));

beforeEach(async () => {
  given.length = 0;
  problems.length = 0;
  browser = new FakeBrowser();
  page = new FakePage();
  page.look = ASKS;
  worker = await createUnlocked(browser, { reach: page });
  id = await addAccount(worker, newAccount('alice'));
  sheetId = await keep();
  page.onFill = cashingAs();
});

describe('a page that asks for a recovery code', () => {
  test('gets the next unused one, which is marked before it leaves and never given again', async () => {
    page.onFill = async (ticket) => {
      const answer = await cashingAs()(ticket);
      expect(await states()).toEqual(['filled', 'unused', 'unused']);
      return answer;
    };
    expect(await fill()).toEqual({ filled: true });
    expect(given).toEqual(['aaaa-1111']);
    page.onFill = cashingAs();
    await fill();
    await fill();
    expect(given).toEqual(CODES);
    await failsWith('no-code-left');
  });

  test('gets no code of the app, and a page that asks for one gets no recovery code unless it is chosen', async () => {
    await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(new RequestFailure('no-field'));
    page.look = { roles: ['app-code'] };
    await worker.autofill.fill(TAB, id);
    expect(given).toEqual([expect.stringMatching(/^\d{6}$/)]);
    expect(await states()).toEqual(['unused', 'unused', 'unused']);
    await fill();
    expect(given[1]).toBe('aaaa-1111');
  });

  test('is filled by no command and by no fill that waited for the vault', async () => {
    await expect(worker.autofill.fillOnlyAccount(TAB)).rejects.toEqual(new RequestFailure('no-field'));
    await worker.vaults.lock();
    await worker.autofill.rememberFill(TAB);
    await unlock(worker);
    await expect(worker.autofill.continueFill(TAB)).rejects.toEqual(new RequestFailure('no-field'));
    expect(given).toEqual([]);
    expect(await states()).toEqual(['unused', 'unused', 'unused']);
  });

  test('gets a temporary code first, while it is good', async () => {
    const now = browser.outside.clock.now();
    await keep({ codes: [{ text: 'temp-0000', isUsed: false }], expiresAt: now + 1000 });
    await fill();
    await keep({ codes: [{ text: 'temp-1111', isUsed: false }], expiresAt: now + 1000 });
    browser.outside.clock.advance(1000);
    await fill();
    expect(given).toEqual(['temp-0000', 'aaaa-1111']);
  });
});

describe('no recovery code leaves', () => {
  test.each<[string, Partial<ContentSender>]>([
    ['to another tab', { tabId: 8 }],
    ['to another frame', { frameId: 3 }],
    ['to another document in the same frame', { documentId: 'doc-2' }],
    [
      'to a page that went to another origin',
      { origin: 'https://evil.example', topOrigin: 'https://evil.example' },
    ],
    ['to the same host over http', { origin: 'http://example.com', topOrigin: 'http://example.com' }],
    ['to a frame of the site inside of another page', { topOrigin: 'https://evil.example' }],
    ['to a frame of another site in the page', { origin: 'https://evil.example' }],
  ])('%s between ticket and cash', async (_where, changes) => {
    page.onFill = cashingAs(changes);
    await expect(fill()).rejects.toBeInstanceOf(RequestFailure);
    expect(problems).toHaveLength(1);
    expect(given).toEqual([]);
    expect(await states()).toEqual(['unused', 'unused', 'unused']);
  });

  test.each([
    ['asks for a code of the app by then', ['app-code']],
    ['asks for a code that was sent by then', ['delivered-code']],
    ['asks for nothing by then', []],
  ] as const)('to a page that %s', async (_what, roles) => {
    page.onFill = async (ticket) => {
      page.look = { roles };
      return cashingAs()(ticket);
    };
    await failsWith('no-field');
    expect(await states()).toEqual(['unused', 'unused', 'unused']);
  });

  test('to a form that goes elsewhere by then', async () => {
    page.onFill = async (ticket) => {
      page.look = reportWith(['recovery-code'], { sendsTo: 'https://evil.example' });
      return cashingAs()(ticket);
    };
    await failsWith('page-refused');
    expect(await states()).toEqual(['unused', 'unused', 'unused']);
  });

  test.each([['delivered-code'], ['enrolment-confirmation'], ['enrolment-secret']] as const)(
    'into a field of the kind %s',
    async (role) => {
      page.look = { roles: [role] };
      await failsWith('no-field');
    },
  );

  test('to a page of none of its sites, whatever the user agrees to', async () => {
    page.origin = 'https://other.example';
    const cautions: FillCaution[] = ['other-site'];
    const agreed = { pageOrigin: page.origin, fieldOrigin: page.origin, cautions, remember: null };
    const wish = { gives: 'recovery-code', agreed } as const;
    await expect(worker.autofill.fill(TAB, id, wish)).rejects.toEqual(new RequestFailure('not-this-site'));
    expect(given).toEqual([]);
  });

  test('into a field that is too short for it', async () => {
    page.look = reportWith(['app-code'], { maxLength: 6 });
    await failsWith('no-field');
    page.look = reportWith(['recovery-code'], { maxLength: 8 });
    expect(await fill()).toEqual({ filled: true });
  });

  test('twice for one ticket', async () => {
    page.onFill = async (ticket) => {
      const answers = await Promise.all([1, 2, 3].map(() => cashingAs()(ticket)));
      return answers.find((answer) => answer === 'filled');
    };
    await fill();
    expect(given).toEqual(['aaaa-1111']);
    expect(await states()).toEqual(['filled', 'unused', 'unused']);
  });

  test('from a locked vault, or for a ticket of a worker that was stopped', async () => {
    page.onFill = async (ticket) => {
      worker = startWorker(browser, { reach: page });
      return cashingAs()(ticket);
    };
    await expect(fill()).rejects.toBeInstanceOf(RequestFailure);
    await worker.vaults.lock();
    await failsWith('locked');
    expect(given).toEqual([]);
  });
});

describe('"Did it work?"', () => {
  beforeEach(async () => void (await fill()));
  const asked = () => worker.recoveryFills.questions();

  test('is asked until it is answered, also after the worker was stopped and the vault locked', async () => {
    const question = { sheetId, position: 0, accountId: id, at: browser.outside.clock.now() };
    expect(await asked()).toEqual([question]);
    worker = startWorker(browser, { reach: page });
    await worker.vaults.lock();
    await unlock(worker);
    expect(await asked()).toEqual([question]);
    await worker.recoveryFills.answer(question, id, 'used');
    expect(await asked()).toEqual([]);
    expect(await states()).toEqual(['used', 'unused', 'unused']);
  });

  test('no: the code is struck out, or counts again', async () => {
    await worker.recoveryFills.answer({ sheetId, position: 0 }, id, 'unused');
    expect(await states()).toEqual(['unused', 'unused', 'unused']);
    await fill();
    expect(given).toEqual(['aaaa-1111', 'aaaa-1111']);
    await worker.recoveryFills.answer({ sheetId, position: 0 }, id, 'refused');
    expect(await states()).toEqual(['refused', 'unused', 'unused']);
  });

  test('the one that is asked about is given to no page meanwhile', async () => {
    await fill();
    expect(given).toEqual(['aaaa-1111', 'bbbb-2222']);
    expect((await asked()).map(({ position }) => position).toSorted((a, b) => a - b)).toEqual([0, 1]);
  });

  test('is answered for no code that was not filled, and for no other account', async () => {
    const notFound = new RequestFailure('not-found');
    const other = await addAccount(worker, newAccount('bob'));
    for (const [place, account] of [
      [{ sheetId, position: 1 }, id],
      [{ sheetId, position: 99 }, id],
      [{ sheetId, position: 0 }, other],
      [{ sheetId: '0'.repeat(32), position: 0 }, id],
    ] as const)
      await expect(worker.recoveryFills.answer(place, account, 'used')).rejects.toEqual(notFound);
    expect(await states()).toEqual(['filled', 'unused', 'unused']);
  });

  test('is asked too where the page said that it did not take the code', async () => {
    page.onFill = async (ticket) => {
      await cashingAs()(ticket);
      return 'refused';
    };
    await failsWith('page-refused');
    expect((await asked()).length).toBe(2);
  });
});
