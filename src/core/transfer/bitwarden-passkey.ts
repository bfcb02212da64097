import * as v from 'valibot';
import { decodeBase64, encodeBase64Url } from '../bytes/base64.ts';
import type { Bytes } from '../bytes/bytes.ts';
import { decodeHex } from '../bytes/hex.ts';
import { cleanText } from '../key-uri/uri-text.ts';
import { cutName } from '../passkeys/cut-name.ts';
import { passkeySchema } from '../vault/records/passkey-record.ts';
import { err, ok, type Result } from '../result.ts';
import { looseText, shaped } from './fields.ts';
import type { FoundPasskey } from './parsed-export.ts';

/** What a file knows of a passkey: no PRF secret, which no export has, and no use. */
export interface ImportedPasskey {
  /** base64url. */
  readonly credentialId: string;
  readonly rpId: string;
  readonly rpName: string;
  /** base64url. */
  readonly userHandle: string;
  readonly userName: string;
  readonly displayName: string;
  readonly algorithm: -7;
  /** PKCS#8; whether it is a key, only a signature tells. */
  readonly privateKey: Bytes;
  /** As the file writes it; '' where it does not. */
  readonly createdAt: string;
}

/**
 * - `damaged`: a member is missing, or is not what it should be.
 * - `unsupported`: a kind of key that nobody signs with here; one without user handle, which cannot be found without its
 *   site's help; or one that counts its uses: sites take a counter that went back for a copied key (WebAuthn 6.1.1).
 */
export type PasskeyImportError = 'damaged' | 'unsupported';

const schema = v.object({
  credentialId: looseText,
  keyType: looseText,
  keyAlgorithm: looseText,
  keyCurve: looseText,
  keyValue: looseText,
  rpId: looseText,
  rpName: looseText,
  userHandle: looseText,
  userName: looseText,
  userDisplayName: looseText,
  counter: looseText,
  creationDate: looseText,
});

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MAX_KEY_BYTES = 4096;

/** One of `fido2Credentials` in an export of Bitwarden. */
export function readBitwardenPasskey({
  name,
  raw,
}: FoundPasskey): Result<ImportedPasskey, PasskeyImportError> {
  const found = shaped(schema, raw);
  const privateKey = keyOf(found?.keyValue ?? '');
  if (found === undefined || privateKey === undefined) return err('damaged');
  if (!isSupported(found)) return err('unsupported');
  const passkey = {
    credentialId: encodedId(credentialIdOf(found.credentialId)),
    rpId: found.rpId,
    rpName: named(found.rpName || name),
    userHandle: encodedId(decodeBase64(found.userHandle)),
    userName: named(found.userName),
    displayName: named(found.userDisplayName),
    algorithm: -7,
  } as const;
  const kept = { ...passkey, createdAt: 0, lastUsedAt: null, hiddenAt: null, hasCopy: true };
  // An id that could not be read is '', which is none.
  if (!v.is(passkeySchema, kept)) return err('damaged');
  return ok({ ...passkey, privateKey, createdAt: found.creationDate });
}

function isSupported(found: v.InferOutput<typeof schema>): boolean {
  const { keyType, keyAlgorithm, keyCurve, counter, userHandle } = found;
  const isEs256 = keyType === 'public-key' && keyAlgorithm === 'ECDSA' && keyCurve === 'P-256';
  return isEs256 && ['', '0'].includes(counter.trim()) && userHandle !== '';
}

function keyOf(text: string): Bytes | undefined {
  const key = decodeBase64(text);
  return key !== undefined && key.length > 0 && key.length <= MAX_KEY_BYTES ? key : undefined;
}

function encodedId(bytes: Bytes | undefined): string {
  return bytes === undefined ? '' : encodeBase64Url(bytes);
}

function named(text: string): string {
  return cutName(cleanText(text));
}

/** Bitwarden's own ids are UUIDs, written as such; those from elsewhere are base64url after "b64.". */
function credentialIdOf(text: string): Bytes | undefined {
  if (text.startsWith('b64.')) return decodeBase64(text.slice(4));
  return UUID.test(text) ? decodeHex(text.replaceAll('-', '')) : undefined;
}
