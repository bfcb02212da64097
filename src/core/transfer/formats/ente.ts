import * as v from 'valibot';
import { decodeBase64 } from '../../bytes/base64.ts';
import { decodeUtf8 } from '../../bytes/utf8.ts';
import { err, ok } from '../../result.ts';
import { own, shaped } from '../fields.ts';
import type { JsonReader } from '../reader.ts';
import {
  openSecretStream,
  peekSecretStream,
  SECRET_STREAM_HEADER_LENGTH,
} from '../containers/secret-stream.ts';
import { readOtpauthLines } from './otpauth-lines.ts';

const LATEST_VERSION = 1;

const whole = v.pipe(v.number(), v.integer());
const base64 = v.pipe(
  v.string(),
  v.transform((text) => decodeBase64(text)),
  v.instance(Uint8Array<ArrayBuffer>),
);
const fileSchema = v.object({
  kdfParams: v.object({ memLimit: whole, opsLimit: whole, salt: base64 }),
  encryptedData: base64,
  encryptionNonce: base64,
});

/** Ente Auth's encrypted export; inside are the lines of the plain one. */
export const enteEncrypted: JsonReader = {
  format: 'ente',
  recognises: (json) => own(json, 'kdfParams') !== undefined && own(json, 'encryptedData') !== undefined,
  async read(json, session) {
    const version = own(json, 'version');
    if (typeof version === 'number' && version > LATEST_VERSION) return err('newer-version');
    const file = shaped(fileSchema, json);
    if (file === undefined || file.encryptionNonce.length !== SECRET_STREAM_HEADER_LENGTH)
      return err('damaged');
    const { memLimit, opsLimit, salt } = file.kdfParams;
    const memoryKib = Math.floor(memLimit / 1024);
    const job = { kind: 'argon2id', memoryKib, iterations: opsLimit, parallelism: 1, length: 32 } as const;
    const key = await session.deriveKey(salt, job);
    if (!key.ok) return key;
    const opened = openSecretStream(key.value, file.encryptionNonce, file.encryptedData);
    const text = opened && decodeUtf8(opened);
    if (text !== undefined) {
      const found = readOtpauthLines(text);
      return found.ok ? ok({ ...found.value, format: 'ente' }) : found;
    }
    // Under the right key the text begins as every line does, whatever happened behind it.
    const start = decodeUtf8(peekSecretStream(key.value, file.encryptionNonce, file.encryptedData));
    return err(start !== undefined && /^\s*otpauth:\/\//.test(start) ? 'damaged' : 'wrong-passphrase');
  },
};
