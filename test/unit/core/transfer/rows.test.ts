// What single rows of the formats may look like, beyond what the fixtures have.
import { describe, expect, test } from 'vitest';
import type { ImportedAccount } from '../../../../src/core/transfer/parsed-export.ts';
import { zip } from '../../../exports/make/zip.ts';
import { preferences } from '../../../exports/make/plain-parts.ts';
import { read } from '../../../support/transfer-outside.ts';

const SECRET = 'JBSWY3DPEHPK3PXP';

async function rows(content: string | Uint8Array) {
  const result = await read(typeof content === 'string' ? content : new Uint8Array(content));
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

async function one(content: string | Uint8Array): Promise<ImportedAccount> {
  const { accounts, skipped } = await rows(content);
  expect(skipped).toEqual([]);
  expect(accounts).toHaveLength(1);
  return accounts[0]!;
}

describe('Aegis', () => {
  const vault = (entry: object, db: object = { version: 2, entries: [entry] }) =>
    JSON.stringify({ version: 1, header: { slots: null, params: null }, db });
  const info = { secret: SECRET, algo: 'SHA1', digits: 6, period: 30 };

  test('has its group by name in the first version', async () => {
    const account = await one(vault({ type: 'totp', name: 'n', issuer: 'i', group: 'Home', info }));
    expect(account.tags).toEqual(['Home']);
  });

  test('names what has no codes here', async () => {
    const entries = [
      {
        type: 'motp',
        name: 'm',
        issuer: 'i',
        info: { secret: 'e3152afee62599c8', algo: 'MD5', digits: 6, period: 10, pin: '1234' },
      },
      {
        type: 'yandex',
        name: 'y',
        issuer: 'i',
        info: { secret: SECRET, algo: 'SHA256', digits: 8, period: 30 },
      },
      { type: 'totp', name: 'd', issuer: 'i', info: { ...info, algo: 'MD5' } },
      { type: 'totp', name: 'e', issuer: 'i', info: { ...info, digits: 11 } },
      { type: 'totp', name: 'f', issuer: 'i', info: { ...info, period: 86_400 } },
      { type: 'hotp', name: 'g', issuer: 'i', info: { ...info, counter: -1 } },
      { type: 'totp', name: 'h', issuer: 'i', info: { ...info, secret: 'not base32!' } },
      { type: 'totp', name: 'k', issuer: 'i', info: { ...info, secret: '' } },
      { type: 'totp', name: 'l', issuer: 'i' },
    ];
    const { skipped, accounts } = await rows(vault({}, { version: 3, entries }));
    expect(accounts).toEqual([]);
    expect(skipped).toEqual([
      { name: 'i: m', reason: 'unknown-type' },
      { name: 'i: y', reason: 'unknown-type' },
      { name: 'i: d', reason: 'bad-algorithm' },
      { name: 'i: e', reason: 'bad-digits' },
      { name: 'i: f', reason: 'bad-period' },
      { name: 'i: g', reason: 'bad-counter' },
      { name: 'i: h', reason: 'bad-secret' },
      { name: 'i: k', reason: 'missing-secret' },
      { name: 'i: l', reason: 'unreadable' },
    ]);
  });
});

describe('2FAS', () => {
  const file = (service: object, schemaVersion = 1) => JSON.stringify({ schemaVersion, services: [service] });

  test('has no parameters in its first schema', async () => {
    expect(await one(file({ name: 'Harbour', secret: SECRET }))).toMatchObject({
      issuer: 'Harbour',
      parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
    });
  });

  test('has a label instead of an account', async () => {
    const otp = { label: 'Harbour:mara', algorithm: null };
    expect(await one(file({ name: 'Harbour', secret: SECRET, otp }, 2))).toMatchObject({
      issuer: 'Harbour',
      accountName: 'mara',
    });
  });
});

describe('Ente', () => {
  test('has raw number signs in names, and its bin', async () => {
    const display = (fields: object) => encodeURIComponent(JSON.stringify(fields));
    const { accounts, skipped } = await rows(
      `otpauth://totp/Harbour:mara#2?secret=${SECRET}&issuer=Harbour&codeDisplay=${display({ pinned: false, tags: [], note: 'a + b' })}\n` +
        `otpauth://totp/Old:mara?secret=${SECRET}&issuer=Old&codeDisplay=${display({ trashed: true })}\n` +
        `otpauth://steam/Steam:sophia?secret=${SECRET}&issuer=Steam&codeDisplay=${display({})}`,
    );
    expect(accounts).toMatchObject([
      { issuer: 'Harbour', accountName: 'mara#2', notes: 'a + b', unknownParameters: [] },
      { issuer: 'Steam', accountName: 'sophia', parameters: { type: 'steam' } },
    ]);
    expect(skipped).toEqual([{ name: 'Old: mara', reason: 'trashed' }]);
  });
});

describe('a list of key URIs', () => {
  test('names lines that give no account by their label, never by what could be a secret', async () => {
    const { skipped } = await rows(
      `otpauth://totp/Bad:row?secret=!!&issuer=Bad\nmotp://x:y?secret=e3152afee62599c8\n${SECRET}\notpauth://totp/${SECRET}\n` +
        `otpauth://yaotp/Yandex:mara?secret=${SECRET}`,
    );
    expect(skipped).toEqual([
      { name: 'Bad:row', reason: 'bad-secret' },
      { name: 'line 2', reason: 'unknown-type' },
      { name: 'line 3', reason: 'not-otpauth' },
      { name: 'line 4', reason: 'missing-secret' },
      { name: 'Yandex:mara', reason: 'unknown-type' },
    ]);
    expect(JSON.stringify(skipped)).not.toContain(SECRET);
  });
});

test('a time-based account of five digits that is named for Steam is Steam Guard', async () => {
  const uri = `otpauth://totp/Steam:sophia?secret=${SECRET}&digits=5`;
  expect(await one(uri)).toMatchObject({ issuer: 'Steam', parameters: { type: 'steam' } });
  expect(await one(`${uri}&issuer=Steam`)).toMatchObject({ parameters: { type: 'steam' } });
  expect((await rows(`otpauth://totp/Bank:s?secret=${SECRET}&digits=5`)).skipped).toMatchObject([
    { reason: 'bad-digits' },
  ]);
  const row = { secret: SECRET, label: 'sophia', issuer: 'Steam', digits: 5, type: 'TOTP' };
  expect(await one(JSON.stringify([row]))).toMatchObject({ parameters: { type: 'steam' } });
  expect((await rows(JSON.stringify([{ ...row, issuer: 'Bank' }]))).skipped).toMatchObject([
    { reason: 'bad-digits' },
  ]);
});

describe('an early Ente', () => {
  test('put commas between key URIs, and the period behind the issuer', async () => {
    const uri = (name: string) => `otpauth://totp/${name}?secret=${SECRET}&issuer=${name}period=60`;
    const { accounts } = await rows(`"${uri('A')}",${uri('B')},"${uri('C')}"`);
    expect(accounts.map(({ issuer }) => issuer)).toEqual(['A', 'B', 'C']);
    expect(accounts[0]?.parameters).toMatchObject({ period: 60 });
  });
});

describe('FreeOTP', () => {
  const token = { type: 'HOTP', secret: [-1, 0, 127], issuerExt: 'i', label: 'l', digits: 6, algo: null };
  const file = (fields: object) => JSON.stringify({ tokens: [{ ...token, ...fields }], tokenOrder: [] });

  test('counts one less than the next code', async () => {
    expect(await one(file({ counter: 49 }))).toMatchObject({ parameters: { counter: 50 } });
    expect(await one(file({ counter: -1 }))).toMatchObject({ parameters: { counter: 0 } });
    expect(await one(file({}))).toMatchObject({ parameters: { counter: 0, algorithm: 'SHA1' } });
  });

  test('has bytes with a sign', async () => {
    expect(Buffer.from((await one(file({}))).secret).toString('hex')).toBe('ff007f');
    expect((await rows(file({ secret: [300] }))).skipped).toMatchObject([{ reason: 'bad-secret' }]);
    expect((await rows(file({ secret: 'text' }))).skipped).toMatchObject([{ reason: 'bad-secret' }]);
  });

  test('knows Steam by its name, and what the user changed the names to', async () => {
    const steam = await one(file({ type: 'TOTP', issuerExt: 'Steam', digits: 5 }));
    expect(steam.parameters.type).toBe('steam');
    const renamed = await one(file({ issuerAlt: 'other', labelAlt: 'name' }));
    expect(renamed).toMatchObject({ issuer: 'other', accountName: 'name' });
  });
});

describe('the Authenticator extension', () => {
  const file = (entry: object) => JSON.stringify({ '1234': { hash: '1234', ...entry } });

  test('had prefixes and hexadecimal secrets before it had types for them', async () => {
    expect(await one(file({ secret: `blz-${SECRET}`, type: 'totp' }))).toMatchObject({
      parameters: { type: 'totp', digits: 8 },
    });
    expect(await one(file({ secret: `stm-${SECRET}` }))).toMatchObject({ parameters: { type: 'steam' } });
    expect(Buffer.from((await one(file({ secret: '00ff19' }))).secret).toString('hex')).toBe('00ff19');
    expect(await one(file({ secret: SECRET, type: 'battle' }))).toMatchObject({ parameters: { digits: 8 } });
    expect(await one(file({ secret: SECRET, type: 2, counter: 3 }))).toMatchObject({
      parameters: { type: 'hotp', counter: 3 },
    });
  });

  test('keeps the host of the site behind the issuer', async () => {
    const account = await one(file({ secret: SECRET, type: 'totp', issuer: 'Harbour::login.example.com' }));
    expect(account).toMatchObject({ issuer: 'Harbour', sites: ['https://login.example.com'] });
  });
});

describe('Authy', () => {
  test('has accounts of its own service, in hexadecimal, with ten seconds', async () => {
    const tokens = [{ name: 'Coin: mara', secretSeed: '00112233445566778899aabbccddeeff' }];
    const xml = preferences([['com.authy.storage.tokens.authy.key', JSON.stringify(tokens)]]);
    expect(await one(xml)).toMatchObject({
      issuer: 'Coin',
      accountName: 'mara',
      parameters: { digits: 7, period: 10, algorithm: 'SHA1' },
    });
  });
});

describe('KeePass', () => {
  const file = (fields: Record<string, string>) =>
    `<KeePassFile><Root><Group><Entry>${Object.entries(fields)
      .map(([key, value]) => `<String><Key>${key}</Key><Value>${value}</Value></String>`)
      .join('')}</Entry></Group></Root></KeePassFile>`;

  test.each<[string, Record<string, string>, object]>([
    ['KeeOtp', { otp: `type=Hotp&amp;key=${SECRET}&amp;counter=4` }, { type: 'hotp', counter: 4 }],
    ['a seed and settings', { 'TOTP Seed': SECRET, 'TOTP Settings': '60;8' }, { period: 60, digits: 8 }],
    ['a seed alone', { 'TOTP Seed': SECRET }, { period: 30, digits: 6 }],
    ['text', { 'TimeOtp-Secret': 'hello' }, { type: 'totp' }],
    ['KeePassXC’s Steam', { otp: `otpauth://totp/a?secret=${SECRET}&amp;encoder=steam` }, { type: 'steam' }],
  ])('keeps codes as %s', async (_, fields, parameters) => {
    expect((await one(file(fields))).parameters).toMatchObject(parameters);
  });

  test('has entries without codes, which are no rows here', async () => {
    expect(await rows(file({ Title: 'a', Password: 'b' }))).toMatchObject({ accounts: [], skipped: [] });
  });
});

describe('1Password and Proton Pass', () => {
  test('may have several codes in one item, and what is in the bin is named', async () => {
    const uri = `otpauth://totp/a?secret=${SECRET}`;
    const item = (state: number) => ({
      state,
      data: {
        metadata: { name: `state ${state}` },
        content: { totpUri: uri },
        extraFields: [
          { type: 'totp', data: { totpUri: SECRET } },
          { type: 'text', data: {} },
        ],
      },
    });
    const data = { vaults: { v: { name: 'V', items: [item(1), item(2)] } } };
    const { accounts, skipped } = await rows(
      zip([{ name: 'Proton Pass/data.json', data: Buffer.from(JSON.stringify(data)) }]),
    );
    expect(accounts).toHaveLength(2);
    expect(skipped).toMatchObject([{ name: 'state 2', reason: 'trashed' }, { reason: 'trashed' }]);
  });

  test('in a later version are told from damage', async () => {
    const archive = zip([
      { name: 'export.attributes', data: Buffer.from('{"version":4}') },
      { name: 'export.data', data: Buffer.from('{"accounts":[]}') },
    ]);
    expect(await read(archive)).toEqual({ ok: false, error: 'newer-version' });
  });

  test('sealed by OpenPGP are unsupported', async () => {
    const archive = zip([{ name: 'Proton Pass/data.pgp', data: Buffer.from('-----BEGIN PGP MESSAGE-----') }]);
    expect(await read(archive)).toEqual({ ok: false, error: 'unsupported' });
  });
});

describe('hostile names', () => {
  test.each([
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['\u202egro.elpmaxe', '\u202egro.elpmaxe'],
    ['a\u0000b\u001fc', 'abc'],
    ['\ud800 alone', '\ud800 alone'],
    [' padded \n', 'padded'],
  ])('%j stays text', async (name, kept) => {
    const account = await one(JSON.stringify([{ secret: SECRET, issuer: name, label: name, type: 'TOTP' }]));
    expect(account).toMatchObject({ issuer: kept, accountName: kept });
  });

  test('of 64 kB are named, shortened, as skipped', async () => {
    const name = 'n'.repeat(65_536);
    const { skipped } = await rows(
      JSON.stringify([{ secret: SECRET, issuer: name, label: 'l', type: 'TOTP' }]),
    );
    expect(skipped).toEqual([{ name: 'n'.repeat(256), reason: 'too-long' }]);
  });
});
