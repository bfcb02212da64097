import type { Account } from '../../core/vault/records/account.ts';
import type { AccountView, PopupList } from '../../messaging/page-responses.ts';

const parameters = { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 } as const;
const account = { issuer: 'A', accountName: 'a', parameters, firstUsedAt: 0 } as Account;

/** One account that nobody has, with what is drawn of it. */
export const SAMPLE: PopupList = {
  origin: null,
  total: 1,
  rows: [{ id: '', account } as AccountView],
  codes: [{ id: '', kind: 'time', code: '000000', nextCode: '000000', expiresAt: 1 }],
};
