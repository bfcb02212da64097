import { sha256 } from '@noble/hashes/sha2.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { PasskeyService } from '../../../src/background/passkey-service.ts';
import { decodeBase64, encodeBase64Url } from '../../../src/core/bytes/base64.ts';
import { decodeUtf8, encodeUtf8 } from '../../../src/core/bytes/utf8.ts';
import type { Passkey } from '../../../src/core/passkeys/passkey.ts';
import { passkeyRecordOf } from '../../../src/core/vault/passkey-record.ts';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import type { MadeCredential, SignedAssertion } from '../../../src/messaging/passkey-protocol.ts';
import { webCryptoPasskeys } from '../../../src/platform/webcrypto-passkeys.ts';
import { CREATE, GET, ORIGIN, PAGE, rawSignature } from '../../support/passkey-ceremonies.ts';
import { testOutside } from '../../support/vault-outside.ts';

const NATIVE = { kind: 'native' };
const NOT_ALLOWED = { kind: 'failed', name: 'NotAllowedError' };
const SECRET = { slotId: '0'.repeat(32), secret: new Uint8Array(32) };

interface Facts {
  readonly state?: 'locked' | 'unlocked' | 'closed';
  readonly isOn?: boolean;
  readonly mayHave?: boolean;
  readonly opens?: boolean;
}

let state: 'locked' | 'unlocked' | 'closed';
let isOn: boolean;
let isThere: boolean;
let mayHave: boolean;
let opens: boolean;
let kept: { readonly id: string; readonly passkey: Passkey }[];
let used: string[];
let windows: string[];
let service: PasskeyService;

beforeEach(() => {
  state = 'unlocked';
  [isOn, isThere, mayHave, opens] = [true, true, true, true];
  [kept, used, windows] = [[], [], []];
  service = new PasskeyService({
    records: {
      offered: async (rpId) =>
        kept
          .filter(({ passkey }) => passkey.rpId === rpId)
          .map(
            ({ id, passkey }) =>
              ({ id, passkey: passkeyRecordOf(passkey).passkey, deletedAt: null }) as never,
          ),
      open: async (id) => ({ passkey: kept.find((one) => one.id === id)!.passkey, isBackedUp: false }),
      keep: async (passkey) => {
        kept.push({ id: `${kept.length}`.padStart(32, '0'), passkey });
        return '';
      },
      noteUse: async (id) => void used.push(id),
      signal: async () => 0,
    },
    hints: { mayHave: async () => mayHave },
    state: async () => state,
    check: async ({ secret }) => {
      if (secret[0] !== 0) throw new RequestFailure('wrong-passphrase');
    },
    isOn: async () => isOn,
    window: {
      open: async (id) => (opens ? windows.push(id) : undefined),
      close: async () => undefined,
      focusTab: async () => undefined,
    },
    isThere: async () => isThere,
    outside: testOutside(),
    crypto: webCryptoPasskeys,
  });
});

async function begun(ask: object, sender: Parameters<PasskeyService['begin']>[1] = PAGE): Promise<string> {
  const answer = await service.begin(ask, sender);
  if (answer.kind !== 'asking') throw new Error('it went to the browser');
  return answer.id;
}

async function made(ask: object = CREATE): Promise<MadeCredential> {
  const id = await begun(ask);
  await service.confirm(id, null, null);
  return (await service.outcome(id, PAGE)) as MadeCredential;
}

async function signed(ask: object = GET, presented: typeof SECRET | null = null): Promise<SignedAssertion> {
  const id = await begun(ask);
  const [account] = (await service.view(id)).accounts;
  await service.confirm(id, account?.id ?? null, presented);
  return (await service.outcome(id, PAGE)) as SignedAssertion;
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return decodeBase64(text)!;
}

/** The flags of authenticator data. */
function flagsOf(authenticatorData: string): number {
  return bytes(authenticatorData)[32]!;
}

describe('a ceremony', () => {
  test('signs what a plain WebCrypto accepts, for the origin that the browser names', async () => {
    const { publicKey, id: credentialId } = await made();
    const { id, clientDataJSON, authenticatorData, signature, userHandle } = await signed();
    expect([id, userHandle]).toEqual([credentialId, CREATE.user.id]);
    expect(JSON.parse(decodeUtf8(bytes(clientDataJSON)) ?? '')).toEqual({
      type: 'webauthn.get',
      challenge: GET.challenge,
      origin: ORIGIN,
      crossOrigin: false,
    });
    const key = await crypto.subtle.importKey(
      'spki',
      bytes(publicKey),
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['verify'],
    );
    const data = new Uint8Array([...bytes(authenticatorData), ...sha256(bytes(clientDataJSON))]);
    const raw = rawSignature(bytes(signature));
    expect(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, raw, data)).toBe(true);
    expect(used).toEqual([kept[0]?.id]);
    expect(bytes(authenticatorData).slice(0, 32)).toEqual(sha256(encodeUtf8('login.shop.example')));
  });

  test('says that the user verified only where the user did, in this ceremony', async () => {
    expect(flagsOf((await made()).authenticatorData) & 4).toBe(0);
    expect(flagsOf((await signed()).authenticatorData) & 4).toBe(0);
    expect(flagsOf((await signed({ ...GET, verification: 'required' }, SECRET)).authenticatorData) & 4).toBe(
      4,
    );
  });

  test('whose site requires verification is refused without the passphrase, and with a wrong one', async () => {
    await made();
    const id = await begun({ ...GET, verification: 'required' });
    const { verifies, accounts } = await service.view(id);
    expect(verifies).toBe(true);
    const passkeyId = accounts[0]!.id;
    await expect(service.confirm(id, passkeyId, null)).rejects.toEqual(new RequestFailure('not-allowed'));
    const wrong = { ...SECRET, secret: new Uint8Array(32).fill(1) };
    await expect(service.confirm(id, passkeyId, wrong)).rejects.toEqual(
      new RequestFailure('wrong-passphrase'),
    );
    await service.confirm(id, passkeyId, SECRET);
    expect(await service.outcome(id, PAGE)).toMatchObject({ kind: 'signed' });
  });

  test('on a locked vault counts as verified once it was unlocked for it', async () => {
    await made();
    state = 'locked';
    const id = await begun({ ...GET, verification: 'required' });
    expect(await service.view(id)).toMatchObject({ isLocked: true, accounts: [] });
    state = 'unlocked';
    const { verifies, accounts } = await service.view(id);
    expect(verifies).toBe(false);
    await service.confirm(id, accounts[0]!.id, null);
    expect(flagsOf(((await service.outcome(id, PAGE)) as SignedAssertion).authenticatorData) & 4).toBe(4);
  });

  test('gives PRF results to a verified user, for the credential that the site names', async () => {
    const { id } = await made();
    const input = { first: encodeBase64Url(encodeUtf8('one')), second: null };
    const other = { first: encodeBase64Url(encodeUtf8('two')), second: null };
    const ask = { ...GET, prf: { eval: other, byCredential: [{ id, input }] } };
    const byCredential = await signed(ask, SECRET);
    const byEval = await signed({ ...GET, prf: { eval: input, byCredential: [] } }, SECRET);
    expect(byCredential.prf?.first).toHaveLength(43);
    expect(byCredential.prf).toEqual(byEval.prf);
  });
});

describe('the browser answers at once', () => {
  test.each<[string, object, Facts]>([
    ['a site that nobody turned it on for', CREATE, { isOn: false }],
    ['a vault that is closed or damaged', CREATE, { state: 'closed' }],
    ['no algorithm of ours', { ...CREATE, algorithms: [-35, -36] }, {}],
    ['nothing kept for the site', GET, {}],
    ['a locked vault without a hint', GET, { state: 'locked', mayHave: false }],
    ['a window that did not open', CREATE, { opens: false }],
    ['another site', { ...CREATE, rpId: 'other.example' }, {}],
    ['a public suffix', { ...CREATE, rpId: 'example' }, {}],
    ['a suffix without its dot', { ...CREATE, rpId: 'hop.example' }, {}],
    ['a site below this one', { ...CREATE, rpId: 'a.login.shop.example' }, {}],
    ['an ask that no script of ours writes', { ...CREATE, challenge: 7 }, {}],
    ['nothing at all', {}, {}],
  ])('%s', async (_name, ask, facts) => {
    state = facts.state ?? state;
    isOn = facts.isOn ?? isOn;
    mayHave = facts.mayHave ?? mayHave;
    opens = facts.opens ?? opens;
    expect(await service.begin(ask, PAGE)).toEqual(NATIVE);
    expect(windows).toEqual([]);
  });

  test.each([
    ['a frame of the site', { ...PAGE, frameId: 4 }],
    ['a frame of another site', { ...PAGE, frameId: 4, origin: 'https://evil.example' }],
    ['a page in another page', { ...PAGE, topOrigin: 'https://evil.example' }],
    ['a page in clear', { ...PAGE, origin: 'http://shop.example', topOrigin: 'http://shop.example' }],
    ['an address', { ...PAGE, origin: 'https://192.0.2.1', topOrigin: 'https://192.0.2.1' }],
  ])('%s', async (_name, sender) => {
    expect(await service.begin(CREATE, sender)).toEqual(NATIVE);
  });

  test('where only other credentials are allowed', async () => {
    const { id } = await made();
    expect(await service.begin({ ...GET, allow: ['AAAA'] }, PAGE)).toEqual(NATIVE);
    expect((await signed({ ...GET, allow: ['AAAA', id] })).id).toBe(id);
  });
});

describe('what cannot be taken from outside', () => {
  test('an outcome goes to the tab that asked, once', async () => {
    const id = await begun(CREATE);
    expect(await service.outcome(id, { ...PAGE, tabId: 4 })).toEqual(NOT_ALLOWED);
    await service.confirm(id, null, null);
    expect(await service.outcome(id, PAGE)).toMatchObject({ kind: 'made' });
    expect(await service.outcome(id, PAGE)).toEqual(NOT_ALLOWED);
    await expect(service.confirm(id, null, null)).rejects.toEqual(new RequestFailure('not-found'));
  });

  test('of two that one tab begins at once, one is left', async () => {
    const both = await Promise.all([service.begin(CREATE, PAGE), service.begin(CREATE, PAGE)]);
    const ids = both.flatMap((one) => (one.kind === 'asking' ? [one.id] : []));
    const views = await Promise.allSettled(ids.map((id) => service.view(id)));
    expect(views.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  test('another tab cannot end a ceremony', async () => {
    const id = await begun(CREATE);
    await service.abort(id, { ...PAGE, tabId: 4 });
    expect(await service.view(id)).toMatchObject({ type: 'create' });
    await service.abort(id, PAGE);
    expect(await service.outcome(id, PAGE)).toEqual(NOT_ALLOWED);
  });

  test('nothing is made where the page has gone meanwhile', async () => {
    const id = await begun(CREATE);
    isThere = false;
    await expect(service.confirm(id, null, null)).rejects.toEqual(new RequestFailure('page-unreachable'));
    expect(kept).toEqual([]);
  });

  test.each<[string, (id: string) => unknown]>([
    ['closes the window', () => service.windowClosed(windows.length)],
    ['says no', (id) => service.decline(id, 'nowhere')],
  ])(
    'a user who %s after the yes keeps no passkey that the site never hears of (it once did)',
    async (_what, leave) => {
      const id = await begun(CREATE);
      const answered = service.confirm(id, null, null);
      await leave(id);
      await answered;
      expect(kept).toHaveLength(1);
      expect(await service.outcome(id, PAGE)).toMatchObject({ kind: 'made' });
    },
  );

  test('a window that was closed over a wrong passphrase ends the ceremony', async () => {
    const id = await begun(CREATE);
    const answered = service.confirm(id, null, { ...SECRET, secret: new Uint8Array(32).fill(1) });
    service.windowClosed(windows.length);
    await expect(answered).rejects.toEqual(new RequestFailure('wrong-passphrase'));
    expect(await service.outcome(id, PAGE)).toEqual(NOT_ALLOWED);
  });

  test('a passkey of another site, or one that is not offered here, signs nothing', async () => {
    await made();
    const id = await begun(GET);
    await expect(service.confirm(id, 'f'.repeat(32), null)).rejects.toEqual(new RequestFailure('not-found'));
    await expect(service.confirm(id, null, null)).rejects.toEqual(new RequestFailure('not-found'));
    expect(used).toEqual([]);
  });

  test('a page that begins again ends what it began before', async () => {
    const first = await begun(CREATE);
    const outcome = service.outcome(first, PAGE);
    const second = await begun(CREATE);
    expect(await outcome).toEqual(NOT_ALLOWED);
    await expect(service.view(first)).rejects.toEqual(new RequestFailure('not-found'));
    expect(await service.view(second)).toMatchObject({ type: 'create' });
  });
});

test('a credential that the site excludes is told as such, and only after the user said so', async () => {
  const { id } = await made();
  const again = await begun({ ...CREATE, exclude: [id] });
  expect((await service.view(again)).accounts).toHaveLength(1);
  await service.confirm(again, null, null);
  expect(await service.outcome(again, PAGE)).toEqual({ kind: 'failed', name: 'InvalidStateError' });
  expect(kept).toHaveLength(1);
});

test('declining leads to the browser, or to a no; closing the window is a no', async () => {
  const platform = await begun(CREATE);
  await service.decline(platform, 'platform');
  expect(await service.outcome(platform, PAGE)).toEqual(NATIVE);
  const nowhere = await begun(CREATE);
  await service.decline(nowhere, 'nowhere');
  expect(await service.outcome(nowhere, PAGE)).toEqual(NOT_ALLOWED);
  const closed = await begun(CREATE);
  service.windowClosed(windows.length);
  expect(await service.outcome(closed, PAGE)).toEqual(NOT_ALLOWED);
});
