import * as v from 'valibot';
import { expand } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { decodeBase64 } from '../../bytes/base64.ts';
import { type Bytes, concatBytes, equalBytes } from '../../bytes/bytes.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { err, ok, type Result } from '../../result.ts';
import { openCbc } from '../containers/cipher.ts';
import { shaped } from '../fields.ts';
import type { KdfJob } from '../outside.ts';
import type { Session } from '../session.ts';
import type { TransferError } from '../transfer-error.ts';

const whole = v.pipe(v.number(), v.integer());
const protectedSchema = v.object({
  salt: v.string(),
  kdfType: whole,
  kdfIterations: whole,
  kdfMemory: v.nullish(whole, 64),
  kdfParallelism: v.nullish(whole, 4),
  encKeyValidation_DO_NOT_EDIT: v.string(),
  data: v.string(),
});

type Protected = v.InferOutput<typeof protectedSchema>;

/** The text of a password-protected export: AES-256-CBC, then HMAC-SHA-256, under two keys of one derivation. */
export async function openProtected(json: unknown, session: Session): Promise<Result<string, TransferError>> {
  const file = shaped(protectedSchema, json);
  if (file === undefined) return err('damaged');
  const validation = splitEncString(file.encKeyValidation_DO_NOT_EDIT);
  const data = splitEncString(file.data);
  const derivation = derivationOf(file);
  if (validation === undefined || data === undefined) return err('damaged');
  if (derivation === undefined) return err('newer-version');
  const key = await session.deriveKey(derivation.salt, derivation.job);
  if (!key.ok) return key;
  const plain = openEncString(data, key.value);
  const text = plain && decodeUtf8(plain);
  if (text !== undefined) return ok(text);
  return err(openEncString(validation, key.value) === undefined ? 'wrong-passphrase' : 'damaged');
}

/** The salt is the text itself: its base64 is not decoded. Argon2 gets its hash, to have 32 bytes. */
function derivationOf(file: Protected): { readonly salt: Bytes; readonly job: KdfJob } | undefined {
  const salt = encodeUtf8(file.salt);
  const iterations = file.kdfIterations;
  if (file.kdfType === 0) {
    return { salt, job: { kind: 'pbkdf2', hash: 'SHA-256', iterations, length: 32 } };
  }
  if (file.kdfType !== 1) return undefined;
  const memoryKib = file.kdfMemory * 1024;
  const job = {
    kind: 'argon2id',
    memoryKib,
    iterations,
    parallelism: file.kdfParallelism,
    length: 32,
  } as const;
  return { salt: new Uint8Array(sha256(salt)), job };
}

interface EncString {
  readonly iv: Bytes;
  readonly ciphertext: Bytes;
  readonly mac: Bytes;
}

/** `2.iv|ciphertext|mac` in base64: AES-256-CBC with HMAC-SHA-256, the only kind these exports have. */
function splitEncString(text: string): EncString | undefined {
  const [, iv, ciphertext, mac] =
    /^2\.([^|]+)\|([^|]+)\|([^|]+)$/.exec(text.trim())?.map((part) => decodeBase64(part)) ?? [];
  if (iv?.length !== 16 || ciphertext === undefined || mac?.length !== 32) return undefined;
  return { iv, ciphertext, mac };
}

function openEncString({ iv, ciphertext, mac }: EncString, key: Bytes): Bytes | undefined {
  // HKDF without its first half: the derived key is the pseudorandom key already.
  const macKey = expand(sha256, key, encodeUtf8('mac'), 32);
  if (!equalBytes(hmac(sha256, macKey, concatBytes(iv, ciphertext)), mac)) return undefined;
  return openCbc(new Uint8Array(expand(sha256, key, encodeUtf8('enc'), 32)), iv, ciphertext);
}
