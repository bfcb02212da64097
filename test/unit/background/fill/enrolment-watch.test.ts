import { beforeEach, expect, test } from 'vitest';
import { EnrolmentWatch } from '../../../../src/background/fill/enrolment-watch.ts';
import type { ReadPage } from '../../../../src/background/fill/page-reading.ts';
import type { AdditionPreview } from '../../../../src/messaging/page-responses.ts';

const SENDER = {
  kind: 'content',
  origin: 'https://shop.example',
  topOrigin: 'https://shop.example',
  tabId: 3,
  frameId: 0,
  documentId: 'one',
} as const;
const ENROLMENT: ReadPage = {
  page: 'enrolment',
  roles: [],
  target: undefined,
  recoveryTarget: undefined,
  text: '',
};
const EMPTY: ReadPage = { page: 'none', roles: [], target: undefined, recoveryTarget: undefined, text: '' };
const NEW = 'otpauth://totp/Shop:ada?secret=JBSWY3DPEHPK3PXP&issuer=Shop';
const BATCH = 'otpauth-migration://offline?data=AAAA';

let shown: number[];
let waiting: (() => void)[];
let looks: number;
let texts: readonly string[];
let address: string;
let preview: () => Promise<readonly AdditionPreview[]>;
let watch: EnrolmentWatch;

beforeEach(() => {
  shown = [];
  waiting = [];
  looks = 0;
  texts = [NEW];
  address = 'https://shop.example/account';
  preview = () => Promise.resolve([{ kind: 'new' }]);
  watch = new EnrolmentWatch({
    accounts: { preview: () => preview() },
    textsIn: () => {
      looks += 1;
      return Promise.resolve(texts);
    },
    addressOf: () => Promise.resolve(address),
    show: async (tabId) => void shown.push(tabId),
    later: (work) => void waiting.push(work),
  });
});

async function settle(): Promise<void> {
  for (const work of waiting.splice(0)) work();
  await new Promise(setImmediate);
}

test('a page with a code that is not kept says so once it has been looked at', async () => {
  await watch.follow(ENROLMENT, SENDER);
  expect(looks).toBe(0);
  await settle();
  expect(shown).toEqual([3]);
});

test('one that is kept, one that is no account, and what a locked vault cannot compare say nothing', async () => {
  preview = () => Promise.resolve([{ kind: 'same', id: 'a'.repeat(32) }]);
  await watch.follow(ENROLMENT, SENDER);
  await settle();
  texts = ['https://shop.example/menu', BATCH];
  preview = () => Promise.resolve([{ kind: 'new' }]);
  await watch.follow(ENROLMENT, SENDER);
  await settle();
  texts = [NEW];
  preview = () => Promise.reject(new Error('locked'));
  await watch.follow(ENROLMENT, SENDER);
  await settle();
  expect(looks).toBe(3);
  expect(shown).toEqual([]);
});

test.each([
  ['https://shop.example/settings/2fa/setup', 1],
  ['https://shop.example/account/two-factor', 1],
  ['https://shop.example/authenticators/new', 1],
  ['https://shop.example/basket', 0],
  ['https://shop.example/search?q=2fa', 0],
  ['about:blank', 0],
])('without a field, the address %s is looked at %i times', async (given, times) => {
  address = given;
  await watch.follow(EMPTY, SENDER);
  await settle();
  expect(looks).toBe(times);
});

test('a page that asks for a code is signed in to, not set up', async () => {
  address = 'https://shop.example/2fa';
  await watch.follow({ ...EMPTY, page: 'challenge', roles: ['app-code'] }, SENDER);
  await settle();
  expect(looks).toBe(0);
});

test('frames are not looked at', async () => {
  await watch.follow(ENROLMENT, { ...SENDER, frameId: 4 });
  await settle();
  expect(looks).toBe(0);
});

test('a page that reports without end is looked at twelve times, and its next document again', async () => {
  for (let report = 0; report < 40; report += 1) {
    await watch.follow(ENROLMENT, SENDER);
    await watch.follow(ENROLMENT, SENDER);
    await settle();
  }
  expect(looks).toBe(12);
  await watch.follow(ENROLMENT, { ...SENDER, documentId: 'two' });
  await settle();
  expect(looks).toBe(13);
});
