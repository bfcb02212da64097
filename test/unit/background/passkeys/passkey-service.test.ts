import { sha256 } from '@noble/hashes/sha2.js';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PasskeyService } from '../../../../src/background/passkeys/passkey-service.ts';
import { decodeBase64, encodeBase64Url } from '../../../../src/core/bytes/base64.ts';
import { decodeUtf8, encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import type { MadeCredential, SignedAssertion } from '../../../../src/messaging/passkey-protocol.ts';
import { CREATE, GET, ORIGIN, PAGE, rawSignature } from '../../../support/passkeys/ceremonies.ts';
import { FakePasskeys } from '../../../support/passkeys/fake-passkeys.ts';

const NATIVE = { kind: 'native' };
const NOT_ALLOWED = { kind: 'failed', name: 'NotAllowedError' };
const SECRET = { slotId: '0'.repeat(32), secret: new Uint8Array(32) };

interface Facts {
  readonly state?: 'locked' | 'unlocked' | 'closed';
  readonly isOn?: boolean;
  readonly mayHave?: boolean;
}

let fake: FakePasskeys;

beforeEach(() => {
  fake = new FakePasskeys();
});

async function begun(ask: object, sender: Parameters<PasskeyService['begin']>[1] = PAGE): Promise<string> {
  const answer = await fake.service.begin(ask, sender);
  if (answer.kind !== 'asking') throw new Error('it went to the browser');
  return answer.id;
}

async function made(ask: object = CREATE): Promise<MadeCredential> {
  const id = await begun(ask);
  await fake.service.confirm(id, null, null);
  return (await fake.service.outcome(id, PAGE)) as MadeCredential;
}

async function signed(ask: object = GET, presented: typeof SECRET | null = null): Promise<SignedAssertion> {
  const id = await begun(ask);
  const [account] = (await fake.service.view(id)).accounts;
  await fake.service.confirm(id, account?.id ?? null, presented);
  return (await fake.service.outcome(id, PAGE)) as SignedAssertion;
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
    expect(fake.used).toEqual([fake.kept[0]?.id]);
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
    const { verifies, accounts } = await fake.service.view(id);
    expect(verifies).toBe(true);
    const passkeyId = accounts[0]!.id;
    await expect(fake.service.confirm(id, passkeyId, null)).rejects.toEqual(
      new RequestFailure('not-allowed'),
    );
    const wrong = { ...SECRET, secret: new Uint8Array(32).fill(1) };
    await expect(fake.service.confirm(id, passkeyId, wrong)).rejects.toEqual(
      new RequestFailure('wrong-passphrase'),
    );
    await fake.service.confirm(id, passkeyId, SECRET);
    expect(await fake.service.outcome(id, PAGE)).toMatchObject({ kind: 'signed' });
  });

  test('on a locked vault counts as verified once it was unlocked for it', async () => {
    await made();
    fake.state = 'locked';
    const id = await begun({ ...GET, verification: 'required' });
    expect(await fake.service.view(id)).toMatchObject({ isLocked: true, accounts: [] });
    fake.state = 'unlocked';
    const { verifies, accounts } = await fake.service.view(id);
    expect(verifies).toBe(false);
    await fake.service.confirm(id, accounts[0]!.id, null);
    expect(flagsOf(((await fake.service.outcome(id, PAGE)) as SignedAssertion).authenticatorData) & 4).toBe(
      4,
    );
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
    ['nothing fake.kept for the site', GET, {}],
    ['a locked vault without a hint', GET, { state: 'locked', mayHave: false }],
    ['another site', { ...CREATE, rpId: 'other.example' }, {}],
    ['a public suffix', { ...CREATE, rpId: 'example' }, {}],
    ['a suffix without its dot', { ...CREATE, rpId: 'hop.example' }, {}],
    ['a site below this one', { ...CREATE, rpId: 'a.login.shop.example' }, {}],
    ['an ask that no script of ours writes', { ...CREATE, challenge: 7 }, {}],
    ['nothing at all', {}, {}],
  ])('%s', async (_name, ask, facts) => {
    fake.state = facts.state ?? fake.state;
    fake.isOn = facts.isOn ?? fake.isOn;
    fake.mayHave = facts.mayHave ?? fake.mayHave;
    expect(await fake.service.begin(ask, PAGE)).toEqual(NATIVE);
    expect(fake.windows).toEqual([]);
  });

  test.each([
    ['a frame of the site', { ...PAGE, frameId: 4 }],
    ['a frame of another site', { ...PAGE, frameId: 4, origin: 'https://evil.example' }],
    ['a page in another page', { ...PAGE, topOrigin: 'https://evil.example' }],
    ['a page in clear', { ...PAGE, origin: 'http://shop.example', topOrigin: 'http://shop.example' }],
    ['an address', { ...PAGE, origin: 'https://192.0.2.1', topOrigin: 'https://192.0.2.1' }],
  ])('%s', async (_name, sender) => {
    expect(await fake.service.begin(CREATE, sender)).toEqual(NATIVE);
  });

  test('where only other credentials are allowed', async () => {
    const { id } = await made();
    expect(await fake.service.begin({ ...GET, allow: ['AAAA'] }, PAGE)).toEqual(NATIVE);
    expect((await signed({ ...GET, allow: ['AAAA', id] })).id).toBe(id);
  });
});

describe('what cannot be taken from outside', () => {
  test('an outcome goes to the tab that asked, once', async () => {
    const id = await begun(CREATE);
    expect(await fake.service.outcome(id, { ...PAGE, tabId: 4 })).toEqual(NOT_ALLOWED);
    await fake.service.confirm(id, null, null);
    expect(await fake.service.outcome(id, PAGE)).toMatchObject({ kind: 'made' });
    expect(await fake.service.outcome(id, PAGE)).toEqual(NOT_ALLOWED);
    await expect(fake.service.confirm(id, null, null)).rejects.toEqual(new RequestFailure('not-found'));
  });

  test('of two that one tab begins at once, one is left', async () => {
    const both = await Promise.all([fake.service.begin(CREATE, PAGE), fake.service.begin(CREATE, PAGE)]);
    const ids = both.flatMap((one) => (one.kind === 'asking' ? [one.id] : []));
    const views = await Promise.allSettled(ids.map((id) => fake.service.view(id)));
    expect(views.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  test('another tab cannot end a ceremony', async () => {
    const id = await begun(CREATE);
    await fake.service.abort(id, { ...PAGE, tabId: 4 });
    expect(await fake.service.view(id)).toMatchObject({ type: 'create' });
    await fake.service.abort(id, PAGE);
    expect(await fake.service.outcome(id, PAGE)).toEqual(NOT_ALLOWED);
  });

  test.each(['gone', 'silent'] as const)(
    'nothing is made where the page is %s meanwhile',
    async (presence) => {
      const id = await begun(CREATE);
      fake.presence = presence;
      await expect(fake.service.confirm(id, null, null)).rejects.toEqual(
        new RequestFailure('page-unreachable'),
      );
      expect(fake.kept).toEqual([]);
    },
  );

  test.each<[string, (id: string) => unknown]>([
    ['closes the window', () => fake.service.windowClosed(fake.windows.length)],
    ['says no', (id) => fake.service.decline(id, 'nowhere')],
  ])(
    'a user who %s after the yes keeps no passkey that the site never hears of (it once did)',
    async (_what, leave) => {
      const id = await begun(CREATE);
      const answered = fake.service.confirm(id, null, null);
      await leave(id);
      await answered;
      expect(fake.kept).toHaveLength(1);
      expect(await fake.service.outcome(id, PAGE)).toMatchObject({ kind: 'made' });
    },
  );

  test('a window that was closed over a wrong passphrase ends the ceremony', async () => {
    const id = await begun(CREATE);
    const answered = fake.service.confirm(id, null, { ...SECRET, secret: new Uint8Array(32).fill(1) });
    fake.service.windowClosed(fake.windows.length);
    await expect(answered).rejects.toEqual(new RequestFailure('wrong-passphrase'));
    expect(await fake.service.outcome(id, PAGE)).toEqual(NOT_ALLOWED);
  });

  test('a passkey of another site, or one that is not offered here, signs nothing', async () => {
    await made();
    const id = await begun(GET);
    await expect(fake.service.confirm(id, 'f'.repeat(32), null)).rejects.toEqual(
      new RequestFailure('not-found'),
    );
    await expect(fake.service.confirm(id, null, null)).rejects.toEqual(new RequestFailure('not-found'));
    expect(fake.used).toEqual([]);
  });

  test('a page that begins again ends what it began before', async () => {
    const first = await begun(CREATE);
    const outcome = fake.service.outcome(first, PAGE);
    const second = await begun(CREATE);
    expect(await outcome).toEqual(NOT_ALLOWED);
    await expect(fake.service.view(first)).rejects.toEqual(new RequestFailure('not-found'));
    expect(await fake.service.view(second)).toMatchObject({ type: 'create' });
  });
});

test('a credential that the site excludes is told as such, and only after the user said so', async () => {
  const { id } = await made();
  const again = await begun({ ...CREATE, exclude: [id] });
  expect((await fake.service.view(again)).accounts).toHaveLength(1);
  await fake.service.confirm(again, null, null);
  expect(await fake.service.outcome(again, PAGE)).toEqual({ kind: 'failed', name: 'InvalidStateError' });
  expect(fake.kept).toHaveLength(1);
});

test('declining leads to the browser, or to a no; closing the window is a no', async () => {
  const platform = await begun(CREATE);
  await fake.service.decline(platform, 'platform');
  expect(await fake.service.outcome(platform, PAGE)).toEqual(NATIVE);
  const nowhere = await begun(CREATE);
  await fake.service.decline(nowhere, 'nowhere');
  expect(await fake.service.outcome(nowhere, PAGE)).toEqual(NOT_ALLOWED);
  const closed = await begun(CREATE);
  fake.service.windowClosed(fake.windows.length);
  expect(await fake.service.outcome(closed, PAGE)).toEqual(NOT_ALLOWED);
});
