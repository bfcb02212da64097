import { describe, expect, test } from 'vitest';
import type { ContentSender } from '../../../src/messaging/router.ts';
import { fakeScans } from '../../support/fake-scans.ts';

const CLICK = { tabId: 7, frameId: 0, imageUrl: 'https://example.com/qr.png' };
const LINK = 'otpauth://totp/One:ada?secret=JBSWY3DPEHPK3PXP&issuer=One';
const SENDER: ContentSender = {
  kind: 'content',
  origin: 'https://example.com',
  topOrigin: 'https://example.com',
  tabId: 7,
  frameId: 0,
  documentId: 'one',
};

describe('an image that is scanned by its menu', () => {
  test('is cut out of a picture of its tab, and shown in the popup', async () => {
    const area = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };
    const fake = fakeScans({ locate: async () => area });
    await fake.scans.scanImage(CLICK);
    expect(fake.opened).toEqual(['popup']);
    expect(await fake.scans.take('popup', 7)).toMatchObject({
      origin: 'https://example.com',
      content: { kind: 'picture', picture: 'data:image/png;base64,AA==', area },
    });
  });

  test.each([
    ['is not found', undefined],
    ['is told wrongly by the page', { left: 'x', top: 0, width: 1, height: 1 }],
    ['is told to be beyond all measure', { left: 1e9, top: 0, width: 1, height: 1 }],
  ])('is looked for in the whole view where its place %s', async (_name, located) => {
    const fake = fakeScans({ locate: async () => located });
    await fake.scans.scanImage(CLICK);
    expect(await fake.scans.take('popup', 7)).toMatchObject({
      content: { area: { left: 0, top: 0, width: 1, height: 1 } },
    });
  });

  test('on a page that the browser shows nobody is told so', async () => {
    const fake = fakeScans({ capture: async () => undefined });
    await fake.scans.scanImage(CLICK);
    expect(await fake.scans.take('popup', 7)).toMatchObject({ content: { kind: 'not-capturable' } });
  });

  test('is shown on the manage page where no popup opens', async () => {
    const opened: string[] = [];
    const fake = fakeScans({
      openPopup: async () => false,
      openManage: async () => void opened.push('manage'),
    });
    await fake.scans.scanImage(CLICK);
    expect(opened).toEqual(['manage']);
    expect(await fake.scans.take('popup', 7)).toBeNull();
    expect(await fake.scans.take('manage', null)).toMatchObject({ tabId: 7 });
  });
});

describe('what waits', () => {
  test('is handed out once, and only in the tab that it is for', async () => {
    const fake = fakeScans();
    await fake.scans.takeLink(LINK, SENDER);
    expect(await fake.scans.take('popup', 8)).toBeNull();
    expect(await fake.scans.take('manage', null)).toBeNull();
    expect(await fake.scans.take('popup', 7)).toMatchObject({ content: { kind: 'links', links: [LINK] } });
    expect(await fake.scans.take('popup', 7)).toBeNull();
    expect(fake.stored).toBeUndefined();
  });

  test('is gone after two minutes', async () => {
    const fake = fakeScans();
    await fake.scans.give(7, 'data:image/png;base64,AA==');
    fake.now += 120_000;
    expect(await fake.scans.take('manage', null)).toBeNull();
    await fake.scans.dropExpired();
    expect(fake.stored).toBeUndefined();
  });

  test('and is too large for the store is kept by the worker', async () => {
    const fake = fakeScans({
      store: {
        read: async () => undefined,
        write: () => Promise.reject(new Error('quota')),
        delete: async () => undefined,
      },
    });
    await fake.scans.give(7, 'data:image/png;base64,AA==');
    expect(await fake.scans.take('manage', null)).toMatchObject({ content: { area: null } });
    expect(await fake.scans.take('manage', null)).toBeNull();
  });

  test('and is damaged is nothing', async () => {
    const fake = fakeScans();
    await fake.scans.give(7, 'data:image/png;base64,AA==');
    fake.stored = { ...fake.stored, to: 'stranger' } as never;
    expect(await fake.scans.take('manage', null)).toBeNull();
  });
});

describe('a link that was clicked', () => {
  test('in a frame of somebody else is refused', async () => {
    const fake = fakeScans();
    const framed = { ...SENDER, topOrigin: 'https://other.example' };
    await expect(fake.scans.takeLink(LINK, framed)).rejects.toMatchObject({ code: 'not-allowed' });
    expect([fake.opened, fake.stored]).toEqual([[], undefined]);
  });

  test('right after another one opens nothing', async () => {
    const fake = fakeScans();
    await fake.scans.takeLink(LINK, SENDER);
    await expect(fake.scans.takeLink(LINK, SENDER)).rejects.toMatchObject({ code: 'not-allowed' });
    fake.now += 2_000;
    await fake.scans.takeLink(LINK, SENDER);
    expect(fake.opened).toEqual(['popup', 'popup']);
  });
});
