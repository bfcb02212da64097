// What password managers write in the clear.
import {
  base32Of,
  FIXTURE_ACCOUNTS as ALL,
  type FixtureAccount as Account,
} from '../../support/transfer-accounts.ts';
import { keyUri, timed, xml } from './plain-parts.ts';

export function bitwardenItems(): object {
  const item = (account: Account, totp: string) => ({
    id: `item ${account.issuer}`,
    organizationId: null,
    folderId: account === ALL[0] ? 'f-1' : null,
    type: 1,
    reprompt: 0,
    name: account.issuer,
    notes: null,
    favorite: account === ALL[0],
    fields: [{ name: 'PIN', value: 'not a code', type: 1 }],
    login: {
      uris: account === ALL[0] ? [{ match: null, uri: 'https://Login.example.com:443/in?x=1' }] : null,
      fido2Credentials:
        account === ALL[0]
          ? [
              {
                credentialId: 'f3f4…',
                keyType: 'public-key',
                keyAlgorithm: 'ECDSA',
                rpId: 'example.com',
                counter: '0',
              },
            ]
          : [],
      username: account.accountName,
      password: 'not of interest',
      totp,
    },
    collectionIds: null,
  });
  const [plain] = timed;
  const items = ALL.flatMap((account) => {
    if (account.type === 'steam') return [item(account, `steam://${base32Of(account.secret)}`)];
    // The default parameters as people paste them: the secret alone, in groups.
    if (account === plain)
      return [
        item(
          account,
          base32Of(account.secret)
            .replace(/(.{4})/g, '$1 ')
            .toLowerCase(),
        ),
      ];
    return account.type === 'totp' ? [item(account, keyUri(account))] : [];
  });
  const card = { id: 'card', type: 3, name: 'Card', notes: null, favorite: false, card: { number: '0' } };
  return { encrypted: false, folders: [{ id: 'f-1', name: 'Port' }], items: [...items, card] };
}

export function onePasswordData(): string {
  const item = (account: Account) => ({
    uuid: 'u',
    favIndex: account === ALL[0] ? 1 : 0,
    state: 'active',
    categoryUuid: '001',
    details: {
      loginFields: [
        { value: account.accountName, name: 'username', fieldType: 'T', designation: 'username' },
        { value: 'pw', name: 'password', fieldType: 'P', designation: 'password' },
      ],
      notesPlain: '',
      sections: [
        {
          title: '',
          name: 'Section_1',
          fields: [
            { title: 'PIN', id: 'pin', value: { concealed: '1234' } },
            { title: 'one-time password', id: 'TOTP_1', value: { totp: keyUri(account) } },
          ],
        },
      ],
      passwordHistory: [],
    },
    overview: {
      title: account.issuer,
      url: 'https://login.example.com',
      urls: [{ label: 'website', url: 'https://login.example.com' }],
      tags: ['Port'],
    },
  });
  return JSON.stringify({
    accounts: [
      { attrs: { name: 'Mara' }, vaults: [{ attrs: { name: 'Personal' }, items: timed.map(item) }] },
    ],
  });
}

export function protonPassData(): string {
  const item = (account: Account) => ({
    itemId: 'i',
    shareId: 's',
    data: {
      metadata: { name: account.issuer, note: '', itemUuid: 'u' },
      extraFields:
        account === ALL[0] ? [{ fieldName: 'Codes', type: 'totp', data: { totpUri: keyUri(account) } }] : [],
      type: 'login',
      content: {
        itemEmail: '',
        itemUsername: account.accountName,
        password: 'pw',
        urls: ['https://login.example.com/'],
        totpUri: account === ALL[0] ? '' : keyUri(account),
        passkeys: [],
      },
    },
    state: 1,
    pinned: account === ALL[0],
  });
  return JSON.stringify({
    version: '1.31.2',
    userId: 'u',
    encrypted: false,
    vaults: { v: { name: 'Port', description: '', items: timed.map(item) } },
  });
}

export function keePassFile(): string {
  const field = (key: string, value: string) =>
    `<String><Key>${key}</Key><Value>${xml(value)}</Value></String>`;
  const own = (account: Account, index: number) => {
    if (index === 0) return field('otp', `key=${base32Of(account.secret)}&step=30&size=6&type=Totp`);
    if (index === 1) return field('otp', keyUri(account));
    const prefix = account.type === 'hotp' ? 'HmacOtp' : 'TimeOtp';
    const moving =
      account.type === 'hotp'
        ? field('HmacOtp-Counter', String(account.counter))
        : field('TimeOtp-Period', String(account.period));
    const hash = `HMAC-SHA-${account.algorithm === 'SHA1' ? '1' : account.algorithm.slice(3)}`;
    const secret =
      index === 2
        ? field(`${prefix}-Secret-Base64`, account.secret.toString('base64'))
        : index === 3
          ? field(`${prefix}-Secret-Hex`, account.secret.toString('hex'))
          : field(`${prefix}-Secret-Base32`, base32Of(account.secret));
    return (
      secret + field(`${prefix}-Length`, String(account.digits)) + field(`${prefix}-Algorithm`, hash) + moving
    );
  };
  const steam = (account: Account) =>
    field('TOTP Seed', base32Of(account.secret)) + field('TOTP Settings', '30;S');
  const entries = ALL.map((account, index) => {
    const otp = account.type === 'steam' ? steam(account) : own(account, index);
    const common =
      field('Title', account.issuer) +
      field('UserName', account.accountName) +
      field('URL', 'https://login.example.com');
    const history = `<History><Entry>${common}${field('otp', 'OLDOLDOLDOLDOLDO')}</Entry></History>`;
    return `<Entry><UUID>e${index}</UUID>${common}${otp}${index === 0 ? history : ''}</Entry>`;
  });
  const bin = `<Group><UUID>bin</UUID><Name>Recycle Bin</Name><Entry>${field('Title', 'Old')}${field('otp', 'JBSWY3DPEHPK3PXP')}</Entry></Group>`;
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<KeePassFile><Meta><Generator>KeePass</Generator><RecycleBinUUID>bin</RecycleBinUUID></Meta><Root><Group><UUID>r</UUID><Name>Database</Name><Group><UUID>g</UUID><Name>Port</Name>${entries.join('')}</Group>${bin}</Group></Root></KeePassFile>`;
}
