import * as v from 'valibot';
import { decodeBase64 } from '../../bytes/base64.ts';
import { ok } from '../../result.ts';
import { type Entry, skip } from '../entry.ts';
import { isFields, looseText, own, shaped, textOf } from '../fields.ts';
import type { JsonReader } from '../reader.ts';

/** The Steam application's own file, of one account or of several, and Steam Desktop Authenticator's maFile. */
export const steam: JsonReader = {
  format: 'steam',
  recognises: (json) => isAccount(json) || accountsIn(json).some(isAccount),
  read: (json) => ok({ entries: (isAccount(json) ? [json] : accountsIn(json)).map(entryOf) }),
};

function isAccount(value: unknown): boolean {
  return typeof own(value, 'shared_secret') === 'string';
}

function accountsIn(json: unknown): readonly unknown[] {
  const accounts = own(json, 'accounts');
  return isFields(accounts) ? Object.values(accounts) : [];
}

const accountSchema = v.object({
  shared_secret: v.string(),
  account_name: looseText,
  revocation_code: looseText,
});

function entryOf(raw: unknown): Entry {
  const account = shaped(accountSchema, raw);
  if (account === undefined) return skip(textOf(own(raw, 'account_name')), 'unreadable');
  const { shared_secret: secret, account_name: accountName, revocation_code: code } = account;
  return {
    from: 'fields',
    type: 'steam',
    issuer: 'Steam',
    accountName,
    secret: decodeBase64(secret.trim()),
    // It takes the authenticator off the account when the codes are lost.
    recoveryCodes: code === '' ? [] : [code],
  };
}
