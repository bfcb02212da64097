// Files whose rows are sealed one by one.
import { createHash, pbkdf2Sync } from 'node:crypto';
import {
  base32Of,
  FIXTURE_ACCOUNTS as ALL,
  FIXTURE_PASSPHRASE as PASS,
} from '../../support/transfer-accounts.ts';
import { authyToken, extensionEntry, totpAuthenticatorTokens } from './other-authenticators.ts';
import { AUTHY_PREFERENCE } from './plain-exports.ts';
import { type Files, preferences } from './plain-parts.ts';
import { argon2id, cbc, cryptoJs, ZERO_IV } from './seal.ts';
import { seeded } from './seeded.ts';

const EXTENSION_COST = { memory: 19_456, passes: 2, parallelism: 1 };

function extensionV3(): string {
  const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  const salt = seeded('extension salt', 16).toString('base64');
  const passphrase = unpadded(argon2id(PASS, Buffer.from(salt), EXTENSION_COST));
  const checkSalt = seeded('extension check', 16);
  const check = unpadded(argon2id(passphrase, checkSalt, EXTENSION_COST));
  const entries = ALL.map((account, index) => {
    const { dataType: _plain, hash, index: place, ...entry } = extensionEntry(account, index);
    const data = cryptoJs(JSON.stringify(entry), passphrase, seeded(`extension ${index}`, 8));
    return [hash, { dataType: 'EncOTPStorage', keyId: 'key-1', data, index: place }] as const;
  });
  const key = {
    dataType: 'Key',
    id: 'key-1',
    salt,
    hash: `$argon2id$v=19$m=19456,t=2,p=1$${unpadded(checkSalt)}$${check}`,
    version: 3,
  };
  return JSON.stringify(Object.fromEntries([...entries, ['key-1', key]]));
}

/** The two before it: each secret for itself, under the passphrase or under a random key that the passphrase seals. */
function extensionOld(version: 1 | 2): string {
  const key = seeded('extension old key', 120);
  const passphrase = version === 1 ? PASS : key.toString('hex');
  const entries = ALL.map((account, index) => {
    const entry = extensionEntry(account, index);
    const secret = cryptoJs(entry.secret, passphrase, seeded(`extension old ${index}`, 8));
    return [entry.hash, { ...entry, secret, encrypted: true }] as const;
  });
  const sealed = { enc: cryptoJs(key, PASS, seeded('extension enc', 8)), hash: 'not checked by a reader' };
  return JSON.stringify(Object.fromEntries(version === 1 ? entries : [...entries, ['key', sealed]]));
}

function totpAuthenticator(passphrase: string): string {
  const key = createHash('sha256').update(passphrase).digest();
  const json = JSON.stringify({ [JSON.stringify(totpAuthenticatorTokens())]: 'x' });
  return cbc(json, key, ZERO_IV).toString('base64');
}

function authy(): string {
  const tokens = ALL.filter(({ type }) => type === 'totp').map((account, index) => {
    const salt = seeded(`authy ${index}`, 15).toString('hex');
    const key = pbkdf2Sync(PASS, salt, 1000, 32, 'sha1');
    const encryptedSecret = cbc(base32Of(account.secret), key, ZERO_IV).toString('base64');
    return authyToken(account, { encryptedSecret, salt });
  });
  return preferences([[AUTHY_PREFERENCE, JSON.stringify(tokens)]]);
}

export function sealedRowExports(): Files {
  return {
    'authenticator-extension/encrypted-v3.json': extensionV3(),
    'authenticator-extension/encrypted-v2.json': extensionOld(2),
    'authenticator-extension/encrypted-v1.json': extensionOld(1),
    'totp-authenticator/default.encrypt': totpAuthenticator('TotpAuthenticator'),
    'totp-authenticator/own.encrypt': totpAuthenticator(PASS),
    'authy/encrypted.xml': authy(),
  };
}
