// What applications write sealed, with the parameters that they use, by node:crypto and libsodium: none of our own code.
import { createHash, createHmac, pbkdf2Sync, scryptSync } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { FIXTURE_ACCOUNTS as ALL, FIXTURE_PASSPHRASE as PASS } from '../../support/transfer-accounts.ts';
import { javaHashMap } from './java.ts';
import { bitwardenItems } from './password-managers.ts';
import {
  aegisDb,
  andOtpRows,
  enteLines,
  freeOtpToken,
  protonEntries,
  stratumBackup,
  twoFas,
  twoFasServices,
} from './plain-exports.ts';
import type { Files } from './plain-parts.ts';
import { argon2id, cbc, gcm, gcmJoined, hkdfExpand } from './seal.ts';
import { seeded } from './seeded.ts';

function aegis(): string {
  const salt = seeded('aegis salt', 32);
  const masterKey = seeded('aegis master key', 32);
  const key = scryptSync(PASS, salt, 32, { N: 32_768, r: 8, p: 1, maxmem: 2 ** 26 });
  const slotNonce = seeded('aegis slot nonce', 12);
  const wrapped = gcm(masterKey, { key, nonce: slotNonce });
  const nonce = seeded('aegis nonce', 12);
  const db = gcm(JSON.stringify(aegisDb()), { key: masterKey, nonce });
  const hex = (bytes: Buffer) => bytes.toString('hex');
  const biometric = {
    type: 2,
    uuid: '00000000-0000-4000-8000-0000000000a2',
    key: hex(seeded('biometric', 32)),
    key_params: { nonce: hex(seeded('b', 12)), tag: hex(seeded('c', 16)) },
  };
  const password = {
    type: 1,
    uuid: '00000000-0000-4000-8000-0000000000a1',
    key: hex(wrapped.data),
    key_params: { nonce: hex(slotNonce), tag: hex(wrapped.tag) },
    n: 32_768,
    r: 8,
    p: 1,
    salt: hex(salt),
    repaired: true,
    is_backup: false,
  };
  const params = { nonce: hex(nonce), tag: hex(db.tag) };
  return JSON.stringify(
    { version: 1, header: { slots: [biometric, password], params }, db: db.data.toString('base64') },
    null,
    4,
  );
}

function twoFasSealed(schema: number): string {
  const salt = seeded('2fas salt', 256);
  const key = pbkdf2Sync(PASS, salt, 10_000, 32, 'sha256');
  const seal = (text: string, label: string) => {
    const nonce = seeded(label, 12);
    const parts = [gcmJoined(text, { key, nonce }), salt, nonce];
    return parts.map((part) => part.toString('base64')).join(':');
  };
  return twoFas(schema, {
    services: [],
    servicesEncrypted: seal(JSON.stringify(twoFasServices(schema)), '2fas services'),
    // A constant of 256 characters in the application; what it says does not matter to a reader.
    reference: seal(seeded('2fas reference', 128).toString('hex'), '2fas reference nonce'),
  });
}

function andOtp(): Buffer {
  const iterations = Buffer.alloc(4);
  iterations.writeUInt32BE(141_909);
  const salt = seeded('andotp salt', 12);
  const key = pbkdf2Sync(PASS, salt, 141_909, 32, 'sha1');
  const nonce = seeded('andotp nonce', 12);
  return Buffer.concat([
    iterations,
    salt,
    nonce,
    gcmJoined(JSON.stringify(andOtpRows(false)), { key, nonce }),
  ]);
}

function andOtpOld(): Buffer {
  const key = createHash('sha256').update(PASS).digest();
  const nonce = seeded('andotp old nonce', 12);
  return Buffer.concat([nonce, gcmJoined(JSON.stringify(andOtpRows(true)), { key, nonce })]);
}

function bitwarden(kdf: 'pbkdf2' | 'argon2id'): string {
  const salt = seeded('bitwarden salt', 16).toString('base64');
  const key =
    kdf === 'pbkdf2'
      ? pbkdf2Sync(PASS, salt, 600_000, 32, 'sha256')
      : argon2id(PASS, createHash('sha256').update(salt).digest(), {
          memory: 65_536,
          passes: 3,
          parallelism: 4,
        });
  const seal = (text: string, label: string) => {
    const iv = seeded(label, 16);
    const data = cbc(text, hkdfExpand(key, 'enc'), iv);
    const mac = createHmac('sha256', hkdfExpand(key, 'mac')).update(iv).update(data).digest();
    return `2.${[iv, data, mac].map((part) => part.toString('base64')).join('|')}`;
  };
  return JSON.stringify({
    encrypted: true,
    passwordProtected: true,
    salt,
    ...(kdf === 'pbkdf2'
      ? { kdfType: 0, kdfIterations: 600_000, kdfMemory: null, kdfParallelism: null }
      : { kdfType: 1, kdfIterations: 3, kdfMemory: 64, kdfParallelism: 4 }),
    encKeyValidation_DO_NOT_EDIT: seal('6f8b0b1e-0f3a-4e57-9d4e-7c5a4a0b7c11', 'bitwarden validation'),
    data: seal(JSON.stringify(bitwardenItems()), 'bitwarden data'),
  });
}

/** `crypto_secretstream` by libsodium, whose header is random: this file changes at every making. */
async function ente(memLimit: number, opsLimit: number): Promise<string> {
  await sodium.ready;
  const salt = seeded('ente salt', 16);
  const key = argon2id(PASS, salt, { memory: memLimit / 1024, passes: opsLimit, parallelism: 1 });
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  const tag = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  const data = sodium.crypto_secretstream_xchacha20poly1305_push(state, Buffer.from(enteLines()), null, tag);
  return JSON.stringify({
    version: 1,
    kdfParams: { memLimit, opsLimit, salt: salt.toString('base64') },
    encryptedData: Buffer.from(data).toString('base64'),
    encryptionNonce: Buffer.from(header).toString('base64'),
  });
}

function freeOtp2(): Buffer {
  const signed = (bytes: Buffer) => [...new Int8Array(bytes)];
  const sealKey = (plain: Buffer, key: Buffer, name: { readonly token: string; readonly label: string }) => {
    const nonce = seeded(`freeotp ${name.label}`, 12);
    // SEQUENCE { OCTET STRING nonce, INTEGER 16 }
    const parameters = Buffer.concat([Buffer.from('3011040c', 'hex'), nonce, Buffer.from('020110', 'hex')]);
    return {
      mCipher: 'AES/GCM/NoPadding',
      mCipherText: signed(gcmJoined(plain, { key, nonce, aad: name.token })),
      mParameters: signed(parameters),
      mToken: name.token,
    };
  };
  const salt = seeded('freeotp salt', 32);
  const masterKey = seeded('freeotp master key', 32);
  const passphraseKey = pbkdf2Sync(PASS, salt, 100_000, 32, 'sha512');
  const master = {
    mAlgorithm: 'PBKDF2withHmacSHA512',
    mEncryptedKey: sealKey(masterKey, passphraseKey, { token: 'AES', label: 'master' }),
    mIterations: 100_000,
    mSalt: signed(salt),
  };
  const tokens = ALL.filter(({ type }) => type !== 'steam').flatMap((account, index) => {
    const uuid = `00000000-0000-4000-8000-0000000000f${index}`;
    const key = sealKey(account.secret, masterKey, { token: `Hmac${account.algorithm}`, label: uuid });
    // The defaults may be missing; the seal names the hash function all the same.
    const { algo, digits, period, ...rest } = freeOtpToken(account, 2);
    const token = index === 0 ? rest : { ...rest, algo, digits, period };
    return [
      [uuid, JSON.stringify({ key: JSON.stringify(key) })],
      [`${uuid}-token`, JSON.stringify(token)],
    ] as const;
  });
  return javaHashMap([['masterKey', JSON.stringify(master)], ...tokens]);
}

function stratum(): Buffer {
  const salt = seeded('stratum salt', 16);
  const key = argon2id(PASS, salt, { memory: 65_536, passes: 3, parallelism: 4 });
  const nonce = seeded('stratum nonce', 12);
  return Buffer.concat([
    Buffer.from('AUTHENTICATORPRO'),
    salt,
    nonce,
    gcmJoined(stratumBackup(), { key, nonce }),
  ]);
}

function stratumLegacy(): Buffer {
  const salt = seeded('stratum legacy salt', 20);
  const iv = seeded('stratum legacy iv', 16);
  const key = pbkdf2Sync(PASS, salt, 64_000, 32, 'sha1');
  return Buffer.concat([Buffer.from('AuthenticatorPro'), salt, iv, cbc(stratumBackup(), key, iv)]);
}

function protonAuthenticator(): string {
  const salt = seeded('proton salt', 16);
  const key = argon2id(PASS, salt, { memory: 19 * 1024, passes: 2, parallelism: 1 });
  const nonce = seeded('proton nonce', 12);
  const content = gcmJoined(protonEntries(), { key, nonce, aad: 'proton.authenticator.export.v1' });
  return JSON.stringify({
    version: 1,
    salt: salt.toString('base64'),
    content: Buffer.concat([nonce, content]).toString('base64'),
  });
}

export async function sealedExports(): Promise<Files> {
  return {
    'aegis/encrypted.json': aegis(),
    '2fas/encrypted-v3.2fas': twoFasSealed(3),
    '2fas/encrypted-v4.2fas': twoFasSealed(4),
    'andotp/encrypted.json.aes': andOtp(),
    'andotp/old-encrypted.json.aes': andOtpOld(),
    'bitwarden/protected-pbkdf2.json': bitwarden('pbkdf2'),
    'bitwarden/protected-argon2id.json': bitwarden('argon2id'),
    'ente/encrypted-1-gib.txt': await ente(2 ** 30, 4),
    // What a small phone is given, so that most tests need not wait.
    'ente/encrypted-8-mib.txt': await ente(2 ** 23, 2),
    'freeotp-2/externalBackup.xml': freeOtp2(),
    'stratum/strong.authpro': stratum(),
    'stratum/legacy.authpro': stratumLegacy(),
    'proton-authenticator/encrypted.json': protonAuthenticator(),
  };
}
