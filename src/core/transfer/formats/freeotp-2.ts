import * as v from 'valibot';
import type { Bytes } from '../../bytes/bytes.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { err, ok, type Result } from '../../result.ts';
import { openGcm } from '../containers/cipher.ts';
import { type Entry, skip } from '../entry.ts';
import { anything, looseText, own, shaped } from '../fields.ts';
import { isJavaSerialization, readJavaHashMap } from '../containers/java-hash-map.ts';
import { parseInnerJson } from '../containers/json-text.ts';
import type { BinaryReader } from '../reader.ts';
import type { Session } from '../session.ts';
import { signedBytes } from '../containers/signed-bytes.ts';
import type { TransferError } from '../transfer-error.ts';

const MASTER_KEY = 'masterKey';
const TOKEN_SUFFIX = '-token';
const CIPHER = 'AES/GCM/NoPadding';
const HASHES: ReadonlyMap<string, 'SHA-1' | 'SHA-256' | 'SHA-512'> = new Map([
  ['PBKDF2withHmacSHA1', 'SHA-1'],
  ['PBKDF2withHmacSHA256', 'SHA-256'],
  ['PBKDF2withHmacSHA512', 'SHA-512'],
]);

const javaBytes = v.pipe(v.unknown(), v.transform(signedBytes), v.instance(Uint8Array<ArrayBuffer>));
const sealedKeySchema = v.object({
  mCipher: v.literal(CIPHER),
  mCipherText: javaBytes,
  mParameters: javaBytes,
  /** The algorithm that the key inside is for, which the seal also covers. */
  mToken: v.string(),
});
const masterKeySchema = v.object({
  mAlgorithm: v.string(),
  mIterations: v.pipe(v.number(), v.integer()),
  mSalt: javaBytes,
  mEncryptedKey: sealedKeySchema,
});

type SealedKey = v.InferOutput<typeof sealedKeySchema>;

/** FreeOTP 2's external backup: every secret sealed under a master key, that under the passphrase. */
export const freeOtp2: BinaryReader = {
  format: 'freeotp-2',
  recognises: isJavaSerialization,
  async read(bytes, session) {
    const map = readJavaHashMap(bytes);
    const raw = parseInnerJson(map?.get(MASTER_KEY) ?? '');
    if (map === undefined || raw === undefined) return err('damaged');
    const masterKey = await openMasterKey(raw, session);
    if (!masterKey.ok) return masterKey;
    const tokens = [...map].filter(([name]) => name.endsWith(TOKEN_SUFFIX));
    return ok({
      entries: tokens.map(([name, text]) => entryOf(text, map.get(keyNameOf(name)), masterKey.value)),
    });
  },
};

function keyNameOf(tokenName: string): string {
  return tokenName.slice(0, -TOKEN_SUFFIX.length);
}

async function openMasterKey(raw: unknown, session: Session): Promise<Result<Bytes, TransferError>> {
  const master = shaped(masterKeySchema, raw);
  if (master === undefined) return err('damaged');
  const hash = HASHES.get(master.mAlgorithm);
  if (hash === undefined) return err('unsupported');
  const key = await session.deriveKey(master.mSalt, {
    kind: 'pbkdf2',
    hash,
    iterations: master.mIterations,
    length: 32,
  });
  if (!key.ok) return key;
  const masterKey = openSealedKey(master.mEncryptedKey, key.value);
  return masterKey?.length === 32 ? ok(masterKey) : err('wrong-passphrase');
}

const tokenSchema = v.object({
  type: looseText,
  algo: looseText,
  counter: anything,
  digits: anything,
  period: anything,
  issuerExt: looseText,
  issuerInt: looseText,
  issuerAlt: looseText,
  label: looseText,
  labelAlt: looseText,
});

function entryOf(text: string, keyText: string | undefined, masterKey: Bytes): Entry {
  const token = shaped(tokenSchema, parseInnerJson(text));
  if (token === undefined) return skip('', 'unreadable');
  const issuer = token.issuerAlt || token.issuerExt || token.issuerInt;
  const accountName = token.labelAlt || token.label;
  const sealed = sealedKeyIn(keyText ?? '');
  const secret = sealed && openSealedKey(sealed, masterKey);
  if (sealed === undefined || secret === undefined) {
    return skip([issuer, accountName].filter(Boolean).join(': '), 'undecryptable');
  }
  return {
    ...token,
    from: 'fields',
    type: token.type || 'totp',
    issuer,
    accountName,
    secret,
    algorithm: token.algo || sealed.mToken,
  };
}

/** `{"key":"…"}` with the sealed key as JSON in that text, or as an object. */
function sealedKeyIn(text: string): SealedKey | undefined {
  const key = own(parseInnerJson(text), 'key');
  return shaped(sealedKeySchema, typeof key === 'string' ? parseInnerJson(key) : key);
}

function openSealedKey(sealed: SealedKey, key: Bytes): Bytes | undefined {
  const nonce = nonceIn(sealed.mParameters);
  if (nonce === undefined) return undefined;
  return openGcm({ key, nonce, associatedData: encodeUtf8(sealed.mToken), data: sealed.mCipherText });
}

/** GCMParameters of RFC 5084: SEQUENCE { OCTET STRING nonce, INTEGER tag length }. */
function nonceIn(der: Bytes): Bytes | undefined {
  const [sequence, , octetString, length] = der;
  if (sequence !== 0x30 || octetString !== 0x04 || length !== 12 || der.length < 16) return undefined;
  return der.slice(4, 16);
}
