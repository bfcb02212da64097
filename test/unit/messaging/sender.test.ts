import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifySender, type MessageSender } from '../../../src/messaging/sender.ts';

const ID = 'abcdefghijklmnopabcdefghijklmnop';
const ORIGIN = `chrome-extension://${ID}`;
const OWN = {
  extensionId: ID,
  origin: ORIGIN,
  paths: ['/src/popup/index.html', '/src/manage/index.html'],
  offerPath: '/src/offer/index.html',
};
const POPUP: MessageSender = { id: ID, origin: ORIGIN, url: `${ORIGIN}/src/popup/index.html` };
const MANAGE: MessageSender = {
  id: ID,
  origin: ORIGIN,
  url: `${ORIGIN}/src/manage/index.html#/sites`,
  frameId: 0,
  tab: { id: 3, url: `${ORIGIN}/src/manage/index.html#/sites` },
};
const CONTENT: MessageSender = {
  id: ID,
  origin: 'https://example.com',
  url: 'https://example.com/sign-in',
  frameId: 0,
  documentId: 'doc',
  tab: { id: 3, url: 'https://example.com/sign-in' },
};
const kind = (sender: MessageSender) => classifySender(sender, OWN).kind;

describe('a page of ours', () => {
  test('is the popup, and the manage page at any of its places', () => {
    expect([kind(POPUP), kind(MANAGE), kind({ ...POPUP, frameId: 0 })]).toEqual(['page', 'page', 'page']);
  });

  test.each<[string, MessageSender]>([
    [
      'one inside a frame of a web page',
      { ...MANAGE, frameId: 4, tab: { id: 3, url: 'https://evil.example' } },
    ],
    ['another file of the extension', { ...POPUP, url: `${ORIGIN}/src/offer/index.html` }],
    ['a file whose name only begins alike', { ...POPUP, url: `${ORIGIN}/src/popup/index.html/x` }],
    ['one without an address', { ...POPUP, url: undefined }],
    ['one with an address that is none', { ...POPUP, url: 'popup' }],
    ['a web page under our origin', { ...POPUP, url: 'https://example.com/src/popup/index.html' }],
    ['an extension whose id begins with ours', { ...POPUP, url: `${ORIGIN}x/src/popup/index.html` }],
    ['another extension', { ...POPUP, id: 'p'.repeat(32) }],
    ['a sender without an id', { ...POPUP, id: undefined }],
    ['our file with the origin of a web page', { ...POPUP, origin: 'https://example.com' }],
    ['our file with an opaque origin', { ...POPUP, origin: 'null' }],
    ['our file without an origin', { ...POPUP, origin: undefined }],
  ])('is not %s', (_what, sender) => {
    expect(kind(sender)).toBe('stranger');
  });
});

describe('the offer', () => {
  const OFFER: MessageSender = {
    id: ID,
    origin: ORIGIN,
    url: `${ORIGIN}/src/offer/index.html`,
    frameId: 4,
    documentId: 'offer-doc',
    tab: { id: 3, url: 'https://example.com/sign-in' },
  };

  test('is its page in a frame of a site that may be seen', () => {
    expect(classifySender(OFFER, OWN)).toEqual({ kind: 'offer', tabId: 3, topOrigin: 'https://example.com' });
  });

  test.each<[string, MessageSender]>([
    ['its page at the top of a tab', { ...OFFER, frameId: 0 }],
    ['its page in no frame that is known', { ...OFFER, frameId: undefined }],
    ['its page outside of a tab', { ...OFFER, tab: undefined }],
    ['its page on a site that may not be seen', { ...OFFER, tab: { id: 3 } }],
    ['its page in a page of ours', { ...OFFER, tab: { id: 3, url: `${ORIGIN}/src/manage/index.html` } }],
    ['another page of ours in a frame', { ...OFFER, url: `${ORIGIN}/src/manage/index.html` }],
    ['a page of another extension', { ...OFFER, id: 'p'.repeat(32) }],
    ['a web page', { ...OFFER, url: 'https://example.com/src/offer/index.html' }],
  ])('is not %s', (_what, sender) => {
    expect(kind(sender)).toBe('stranger');
  });
});

describe('a content script', () => {
  test('is known by what the browser says of it', () => {
    expect(classifySender(CONTENT, OWN)).toEqual({
      kind: 'content',
      origin: 'https://example.com',
      tabId: 3,
      frameId: 0,
      documentId: 'doc',
      topOrigin: 'https://example.com',
    });
  });

  test('in a frame has its own origin, and that of the page around it beside', () => {
    const frame = { ...CONTENT, origin: 'https://ad.example', frameId: 9 };
    expect(classifySender(frame, OWN)).toMatchObject({
      origin: 'https://ad.example',
      topOrigin: 'https://example.com',
    });
  });

  test('does not know the page around it where the browser does not name it', () => {
    const unnamed = { ...CONTENT, tab: { id: 3 } };
    expect(classifySender(unnamed, OWN)).toMatchObject({ kind: 'content', topOrigin: undefined });
  });

  test.each<[string, MessageSender]>([
    ['a sandboxed or data: document', { ...CONTENT, origin: 'null' }],
    ['a file', { ...CONTENT, origin: 'file://' }],
    ['a document without an origin', { ...CONTENT, origin: undefined }],
    ['a sender outside of a tab', { ...CONTENT, tab: undefined }],
    ['a sender of no frame', { ...CONTENT, frameId: undefined }],
    ['another extension', { ...CONTENT, id: 'p'.repeat(32) }],
    ['another extension page', { ...CONTENT, origin: `chrome-extension://${'p'.repeat(32)}` }],
  ])('is not %s', (_what, sender) => {
    expect(kind(sender)).toBe('stranger');
  });
});

test('no sender with another origin than ours is ever a page, whatever else it says', () => {
  const text = fc.option(
    fc.oneof(fc.webUrl(), fc.constantFrom(ORIGIN, POPUP.url ?? '', 'null', ID), fc.string()),
    {
      nil: undefined,
    },
  );
  const anySender = fc.record({
    id: fc.oneof(text, fc.constant(ID)),
    url: text,
    origin: text,
    frameId: fc.option(fc.nat(), { nil: undefined }),
  });
  fc.assert(
    fc.property(anySender, (sender) => {
      const result = kind(sender);
      if (result === 'page') expect([sender.id, sender.origin]).toEqual([ID, ORIGIN]);
    }),
  );
});
