const NO_ID = '0'.repeat(32);

const ACCOUNT = {
  issuer: 'Example',
  accountName: 'alice',
  secret: 'AQID',
  parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
  sites: [{ origin: 'https://example.com', match: 'origin' }],
  tags: ['work'],
  pinned: false,
  notes: '',
  recoveryCodes: ['R12345'],
  unknownParameters: [['image', 'https://example.com/a.png']],
};

const PASSKEY = {
  credentialId: 'AAEC',
  rpId: 'example.com',
  rpName: 'Example',
  userHandle: 'dTE',
  userName: 'ada',
  displayName: 'Ada',
  algorithm: -7,
  privateKey: 'AQID',
  createdAt: null,
} as const;

/** One good request for every verb that brings accounts in or gives them out. */
export const GOOD_TRANSFER_REQUESTS = {
  'import/preview': { accounts: [ACCOUNT] },
  'import/preview-passkeys': { passkeys: [PASSKEY] },
  'import/add': {
    additions: [{ account: ACCOUNT, choice: 'add', existing: null }],
    passkeys: [PASSKEY],
  },
  'import/progress': {},
  'import/cancel': {},
  'import/undo': { seq: 1 },
  'export/accounts': { presented: { slotId: NO_ID, secret: `${'A'.repeat(43)}=` }, ids: [NO_ID] },
} as const;

export const GOOD_SCAN_REQUESTS = {
  'scan/give': { tabId: 3, picture: 'data:image/png;base64,AA==' },
  'scan/take': { to: 'popup', tabId: 3 },
  'scan/parts': {},
  'scan/keep-parts': { texts: ['otpauth-migration://offline?data=AA'] },
} as const;
