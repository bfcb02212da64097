import { beforeEach, describe, expect, test } from 'vitest';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import type { ContentSender } from '../../../src/messaging/router.ts';
import { FakeBrowser } from '../../support/fake-browser.ts';
import { addAccount, createUnlocked, newAccount, type Worker } from '../../support/vault/background.ts';
import { CHALLENGE, FakePage, reportWith } from '../../support/vault/fake-page.ts';

const TAB = 7;
const SENDER: ContentSender = {
  kind: 'content',
  origin: 'https://example.com',
  topOrigin: 'https://example.com',
  tabId: TAB,
  frameId: 0,
  documentId: 'doc-1',
};

let page: FakePage;
let worker: Worker;
let id: string;
let given: string[];

const cashingAs = () => (ticket: string) =>
  worker.autofill.cash(ticket, SENDER, page.report).then(
    ({ code }) => {
      given.push(code);
      return 'filled';
    },
    () => 'refused',
  );

beforeEach(async () => {
  given = [];
  page = new FakePage();
  worker = await createUnlocked(new FakeBrowser(), { reach: page });
  id = await addAccount(worker, newAccount('alice'));
  page.onFill = cashingAs();
});

describe('a page that changes between the request and the fill', () => {
  const refusedAfter = async (change: () => void) => {
    page.onFill = async (ticket) => {
      change();
      return cashingAs()(ticket);
    };
    const failure: unknown = await worker.autofill.fill(TAB, id).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(given).toEqual([]);
    return failure;
  };

  test('gets nothing once its field is gone, or has become one for another code', async () => {
    for (const look of ['', reportWith(['recovery-code']), reportWith(['delivered-code']), '[]', 7]) {
      page.look = CHALLENGE;
      expect(await refusedAfter(() => (page.look = look))).toEqual(new RequestFailure('no-field'));
    }
  });

  test('gets nothing once its form is sent to another origin', async () => {
    const refused = new RequestFailure('page-refused');
    const elsewhere = reportWith(['app-code'], { sendsTo: 'https://evil.example' });
    expect(await refusedAfter(() => (page.look = elsewhere))).toEqual(refused);
    page.look = elsewhere;
    expect(await refusedAfter(() => (page.look = CHALLENGE))).toEqual(refused);
  });

  test('gets nothing where its form is sent in clear to another origin, and a code where it always went elsewhere', async () => {
    page.look = reportWith(['app-code'], { sendsTo: 'http://login.example.com' });
    expect(await refusedAfter(() => undefined)).toEqual(new RequestFailure('page-refused'));
    page.look = reportWith(['app-code'], { sendsTo: 'https://login.example.com' });
    page.onFill = cashingAs();
    expect(await worker.autofill.fill(TAB, id)).toEqual({ filled: true });
  });

  test('is filled first in the frame that the user pointed at, and elsewhere where that one asks for nothing', async () => {
    page.frames = [0, 2, 3].map((frameId) => ({ frameId, documentId: `doc-${frameId}` }));
    page.lookOf = (frameId) => (frameId === 3 ? '' : CHALLENGE);
    const filled: number[] = [];
    page.send = async (_tabId, { frameId }, message) => {
      if ((message as { do: string }).do === 'look') return { report: page.reportOf(frameId) };
      filled.push(frameId);
      return 'no-field';
    };
    for (const frameFirst of [2, 3, undefined])
      await expect(worker.autofill.fill(TAB, id, { frameFirst })).rejects.toThrow();
    expect(filled).toEqual([2, 0, 0]);
  });

  test('is filled in the frame that was chosen and in no other', async () => {
    await expect(worker.autofill.fill(TAB, id, { onlyFrame: 2 })).rejects.toEqual(
      new RequestFailure('no-field'),
    );
    expect(await worker.autofill.fill(TAB, id, { onlyFrame: 0 })).toEqual({ filled: true });
  });
});
