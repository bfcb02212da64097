import { beforeEach, describe, expect, test } from 'vitest';
import { PasskeyService } from '../../../../src/background/passkeys/passkey-service.ts';
import { PasskeyWaits } from '../../../../src/background/passkeys/passkey-waits.ts';
import type { Passkey } from '../../../../src/core/passkeys/passkey.ts';
import { passkeyRecordOf } from '../../../../src/core/vault/records/passkey-record.ts';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import type { PasskeyOutcome } from '../../../../src/messaging/passkey-protocol.ts';
import type { ContentSender } from '../../../../src/messaging/router.ts';
import { webCryptoPasskeys } from '../../../../src/platform/crypto/webcrypto-passkeys.ts';
import { CREATE, GET, ORIGIN, PAGE } from '../../../support/passkeys/ceremonies.ts';
import { testOutside } from '../../../support/vault/outside.ts';

const NATIVE = { kind: 'native' };
const EVIL = 'https://evil.example';
const OFFER = { kind: 'offer', tabId: PAGE.tabId, topOrigin: ORIGIN } as const;
const SECRET = { slotId: '0'.repeat(32), secret: new Uint8Array(32) };
const ADA = '0'.repeat(32);
const REQUIRED = { ...GET, verification: 'required' } as const;

/** The document in the tab, as its bridge answers: which wait it is in, and the id of the ceremony that it was told. */
let bridge: { documentId: string | undefined; waitId: string | undefined; picked: string | undefined };
let state: 'locked' | 'unlocked' | 'closed';
let [isOn, offersOn, mayHave] = [true, true, true];
let kept: { readonly id: string; readonly passkey: Passkey }[];
let stored: unknown;
let windows: string[];
let told: string[];
let put: number;
let service: PasskeyService;
let waits: PasskeyWaits;

beforeEach(async () => {
  bridge = { documentId: PAGE.documentId, waitId: undefined, picked: undefined };
  state = 'unlocked';
  [isOn, offersOn, mayHave] = [true, true, true];
  [kept, windows, told, stored, put] = [[], [], [], undefined, 0];
  startWorker();
  const begun = await service.begin(CREATE, PAGE);
  await service.confirm(begun.kind === 'asking' ? begun.id : '', null, null);
  windows = [];
});

/** Anew, as after the browser has stopped the one before. */
function startWorker(): void {
  const outside = testOutside();
  service = new PasskeyService({
    records: {
      offered: async (rpId) =>
        kept
          .filter(({ passkey }) => passkey.rpId === rpId)
          .map(({ id, passkey }) => ({ id, passkey: passkeyRecordOf(passkey).passkey }) as never),
      open: async (id) => ({ passkey: kept.find((one) => one.id === id)!.passkey, isBackedUp: false }),
      keep: async (passkey) => {
        kept.push({ id: `${kept.length}`.padStart(32, '0'), passkey });
        return { id: '', replaced: [], replacedAt: 0 };
      },
      noteUse: async () => undefined,
      signal: async () => 0,
    },
    takeBacks: { takeBack: async () => undefined },
    hints: { among: async (rpIds) => (mayHave ? rpIds : []) },
    state: async () => state,
    check: async () => undefined,
    isOn: async () => isOn,
    window: {
      open: async (id) => windows.push(id),
      close: async () => undefined,
      focusTab: async () => undefined,
    },
    presence: async () => 'there',
    isPrivate: async () => false,
    outside,
    crypto: webCryptoPasskeys,
  });
  waits = new PasskeyWaits({
    service,
    store: {
      read: async () => structuredClone(stored),
      write: async (next) => {
        stored = structuredClone(next);
      },
    },
    offersOn: async () => offersOn,
    tell: async (_tabId, documentId, command) => {
      told.push(command.do);
      if (documentId !== undefined && documentId !== bridge.documentId) return undefined;
      if (!('waitId' in command)) return undefined;
      const isWaiting = command.waitId === bridge.waitId;
      if (isWaiting && command.do === 'passkeys-picked')
        Object.assign(bridge, { picked: command.id, waitId: undefined });
      return isWaiting;
    },
    putOffer: async () => {
      put += 1;
    },
    random: outside.random,
    clock: outside.clock,
  });
}

async function wait(ask: object = GET, sender: ContentSender = PAGE) {
  const answer = await waits.wait(ask, sender);
  if (answer.kind === 'waiting') bridge.waitId = answer.id;
  return answer;
}

const outcome = (sender: ContentSender = PAGE): Promise<PasskeyOutcome> =>
  service.outcome(bridge.picked ?? '', sender);

describe('a page that waits for a passkey', () => {
  test('is offered those of its site by name, and gets the one that is picked', async () => {
    expect(await wait()).toMatchObject({ kind: 'waiting' });
    expect(put).toBe(1);
    expect(await waits.rows(PAGE)).toBe(1);
    expect(await waits.open(OFFER)).toEqual({
      state: 'ready',
      passkeys: [{ id: ADA, name: CREATE.user.name }],
    });
    expect(told).toContain('show-passkey-offer');
    await waits.pick(PAGE.tabId, ORIGIN, ADA);
    expect(await outcome()).toMatchObject({ kind: 'signed', userHandle: CREATE.user.id });
    expect(windows).toEqual([]);
  });

  test('is found again by a worker that was stopped meanwhile', async () => {
    await wait();
    startWorker();
    await waits.pick(PAGE.tabId, ORIGIN, ADA);
    expect(await outcome()).toMatchObject({ kind: 'signed' });
  });

  test('is signed in after a window where its site wants the user verified', async () => {
    await wait(REQUIRED);
    await waits.pick(PAGE.tabId, ORIGIN, ADA);
    const [id = ''] = windows.length === 1 ? [bridge.picked] : [];
    expect(await service.view(id)).toMatchObject({
      verifies: true,
      leadsToBrowser: false,
      accounts: [{ id: ADA }],
    });
    await expect(service.confirm(id, ADA, null)).rejects.toEqual(new RequestFailure('not-allowed'));
    await service.confirm(id, ADA, SECRET);
    expect(await outcome()).toMatchObject({ kind: 'signed' });
  });

  test('is told of no name while the vault is locked, and signed in once it was unlocked for it', async () => {
    state = 'locked';
    await wait(REQUIRED);
    expect(await waits.rows(PAGE)).toBe(1);
    expect(await waits.open(OFFER)).toEqual({ state: 'locked' });
    expect(await waits.idsFor(PAGE.tabId, ORIGIN)).toEqual([]);
    await waits.pick(PAGE.tabId, ORIGIN, null);
    const id = bridge.picked ?? '';
    expect(await service.view(id)).toMatchObject({ isLocked: true, accounts: [] });
    state = 'unlocked';
    expect(await service.view(id)).toMatchObject({ verifies: false, accounts: [{ id: ADA }] });
    await service.confirm(id, ADA, null);
    expect(await outcome()).toMatchObject({ kind: 'signed' });
  });

  test('is offered them in the popup too', async () => {
    await wait();
    expect(await waits.idsFor(PAGE.tabId, ORIGIN)).toEqual([ADA]);
    expect(await waits.idsFor(PAGE.tabId, EVIL)).toEqual([]);
    expect(await waits.idsFor(PAGE.tabId + 1, ORIGIN)).toEqual([]);
  });

  test('has no offer in the page where the user wants none there, and still the popup', async () => {
    offersOn = false;
    await wait();
    expect(await waits.rows(PAGE)).toBeNull();
    expect(await waits.idsFor(PAGE.tabId, ORIGIN)).toEqual([ADA]);
  });

  test('has none once it stops, or is busy with a window', async () => {
    await wait(REQUIRED);
    await waits.pick(PAGE.tabId, ORIGIN, ADA);
    expect(await waits.rows(PAGE)).toBeNull();
    await wait();
    await waits.stop(PAGE);
    expect(await waits.rows(PAGE)).toBeNull();
    expect(told).toContain('close-passkey-offer');
    await expect(waits.pick(PAGE.tabId, ORIGIN, ADA)).rejects.toEqual(new RequestFailure('not-found'));
  });
});

describe('only the browser offers', () => {
  test.each<[string, object, () => void]>([
    ['nothing of the site', { ...GET, rpId: 'shop.example' }, () => undefined],
    ['another site', { ...GET, rpId: 'evil.example' }, () => undefined],
    ['only other credentials', { ...GET, allow: ['AAAA'] }, () => undefined],
    ['one that is to be made', CREATE, () => undefined],
    [
      'more than is kept',
      { ...GET, challenge: 'A'.repeat(5000), allow: Array(512).fill('A'.repeat(100)) },
      () => undefined,
    ],
    ['what no script of ours writes', { ...GET, challenge: 7 }, () => undefined],
    ['a site that nobody turned it on for', GET, () => (isOn = false)],
    ['a vault that is closed', GET, () => (state = 'closed')],
    ['a locked vault without a hint', GET, () => ([state, mayHave] = ['locked', false])],
  ])('%s', async (_name, ask, change) => {
    change();
    expect(await wait(ask)).toEqual(NATIVE);
    expect([put, stored]).toEqual([0, undefined]);
  });

  test.each([
    ['a frame of the site', { ...PAGE, frameId: 4 }],
    ['a page in another page', { ...PAGE, topOrigin: EVIL }],
    ['a page in clear', { ...PAGE, origin: 'http://shop.example', topOrigin: 'http://shop.example' }],
  ])('%s', async (_name, sender) => {
    expect(await wait(GET, sender)).toEqual(NATIVE);
  });
});

describe('what cannot be taken from outside', () => {
  test('a page that has taken the place of the one that waited gets nothing, whatever it knows', async () => {
    await wait();
    const next: ContentSender = { ...PAGE, origin: EVIL, topOrigin: EVIL, documentId: 'two' };
    await waits.pick(PAGE.tabId, ORIGIN, ADA);
    expect(await outcome(next)).toEqual({ kind: 'failed', name: 'NotAllowedError' });
    expect(await outcome({ ...PAGE, documentId: 'two' })).toEqual({
      kind: 'failed',
      name: 'NotAllowedError',
    });
    expect(await waits.rows(next)).toBeNull();
    expect(await waits.rows({ ...PAGE, documentId: 'two' })).toBeNull();
  });

  test('a click in an offer over another page signs nothing', async () => {
    await wait();
    await expect(waits.pick(PAGE.tabId, EVIL, ADA)).rejects.toEqual(new RequestFailure('not-found'));
    expect(await waits.open({ ...OFFER, topOrigin: EVIL })).toEqual({ state: 'ready', passkeys: [] });
    expect(told).toContain('close-passkey-offer');
  });

  test('a click for a document that has gone, or waits no longer, signs nothing', async () => {
    await wait();
    bridge.documentId = 'two';
    await expect(waits.pick(PAGE.tabId, ORIGIN, ADA)).rejects.toEqual(new RequestFailure('not-found'));
    bridge.documentId = PAGE.documentId;
    bridge.waitId = 'f'.repeat(32);
    await expect(waits.pick(PAGE.tabId, ORIGIN, ADA)).rejects.toEqual(new RequestFailure('not-found'));
  });

  test('a passkey that is not offered there signs nothing, and one of a site that was switched off since', async () => {
    await wait();
    await expect(waits.pick(PAGE.tabId, ORIGIN, 'f'.repeat(32))).rejects.toEqual(
      new RequestFailure('not-found'),
    );
    isOn = false;
    await expect(waits.pick(PAGE.tabId, ORIGIN, ADA)).rejects.toEqual(new RequestFailure('not-found'));
    expect(bridge.picked).toBeUndefined();
  });

  test('a page that begins over and over is left to the browser after a while', async () => {
    const answers = [];
    for (let count = 0; count < 12; count++) answers.push((await wait()).kind);
    expect(answers).toEqual([...Array(8).fill('waiting'), ...Array(4).fill('native')]);
  });

  test('what is kept of pages is bounded, and damage there is nothing', async () => {
    for (let tabId = 100; tabId < 140; tabId++) await wait(GET, { ...PAGE, tabId });
    expect(stored).toHaveLength(32);
    stored = [{ id: 7 }];
    expect(await waits.rows(PAGE)).toBeNull();
  });
});
