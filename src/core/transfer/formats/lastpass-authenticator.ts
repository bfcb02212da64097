import * as v from 'valibot';
import { err, ok } from '../../result.ts';
import { type Entry, skip } from '../entry.ts';
import { anything, looseFlag, looseList, looseText, own, shaped, textOf } from '../fields.ts';
import type { JsonReader } from '../reader.ts';

const LATEST_VERSION = 3;

const fileSchema = v.object({
  version: v.optional(v.number(), LATEST_VERSION),
  accounts: v.array(v.unknown()),
  folders: looseList,
});

/** LastPass Authenticator. */
export const lastPassAuthenticator: JsonReader = {
  format: 'lastpass-authenticator',
  recognises: (json) => {
    const accounts = own(json, 'accounts');
    const isOurs = (account: unknown) =>
      own(account, 'issuerName') !== undefined || own(account, 'timeStep') !== undefined;
    return Array.isArray(accounts) && (accounts.some(isOurs) || own(json, 'deviceId') !== undefined);
  },
  read(json) {
    const file = shaped(fileSchema, json);
    if (file === undefined) return err('damaged');
    if (file.version > LATEST_VERSION) return err('newer-version');
    const folders = new Map(
      file.folders.map((folder) => [textOf(own(folder, 'id')), textOf(own(folder, 'name'))]),
    );
    return ok({ entries: file.accounts.map((raw) => entryOf(raw, folders)) });
  },
};

const accountSchema = v.object({
  issuerName: looseText,
  originalIssuerName: looseText,
  userName: looseText,
  originalUserName: looseText,
  secret: v.string(),
  timeStep: anything,
  digits: anything,
  algorithm: looseText,
  isFavorite: looseFlag,
  folderData: anything,
});

function entryOf(raw: unknown, folders: ReadonlyMap<string, string>): Entry {
  const account = shaped(accountSchema, raw);
  if (account === undefined) return skip(textOf(own(raw, 'issuerName')), 'unreadable');
  const { secret, digits, algorithm, timeStep: period } = account;
  return {
    from: 'fields',
    type: 'totp',
    issuer: account.issuerName || account.originalIssuerName,
    accountName: account.userName || account.originalUserName,
    secret,
    algorithm,
    digits,
    period,
    pinned: account.isFavorite,
    tags: [folders.get(textOf(own(account.folderData, 'folderId'))) ?? ''],
  };
}
