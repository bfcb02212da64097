// One good request for every verb about recovery codes.
const NO_ID = '0'.repeat(32);
const PRESENTED = { slotId: NO_ID, secret: `${'A'.repeat(43)}=` };

export const GOOD_RECOVERY = {
  'recovery/list': {},
  'recovery/reveal': { sheetId: NO_ID, position: 0 },
  'recovery/keep': {
    accountId: NO_ID,
    label: '',
    site: 'https://example.com',
    source: 'page',
    codes: [{ text: 'abcd-efgh', isUsed: false }],
    expiresAt: null,
    replaces: null,
  },
  'recovery/mark': { sheetId: NO_ID, position: 0, as: 'used' },
  'recovery/questions': {},
  'recovery/reconcile': { sheetId: NO_ID, left: 7 },
  'recovery/settle-replacement': { sheetId: NO_ID, isConfirmed: true },
  'recovery/remove': { sheetId: NO_ID },
  'recovery/put-back': { sheetId: NO_ID },
  'recovery/export': { presented: PRESENTED, sheetId: NO_ID },
  'recovery/read-page': { tabId: 1 },
} as const;
