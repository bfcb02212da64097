import * as v from 'valibot';
import { decodeBase64, encodeBase64 } from '../../bytes/base64.ts';
import { equalBytes } from '../../bytes/bytes.ts';
import { encodeHex } from '../../bytes/hex.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { err, ok, type Result } from '../../result.ts';
import { openCryptoJs } from '../containers/crypto-js.ts';
import { looseText, own, shaped, textOf, wholeOf } from '../fields.ts';
import type { Session } from '../session.ts';
import type { TransferError } from '../transfer-error.ts';

/** The CryptoJS passphrases of one backup of the Authenticator extension. */
export interface ExtensionKeys {
  /** Of the third version: derived once a key, however many entries are under it. */
  keyNamed(id: string): Promise<Result<string, TransferError>>;
  /** Of the first two, which seal the secrets alone. */
  secretsKey(): Result<string, TransferError>;
  /** Whether a key's own check said that the passphrase is right. */
  provesPassphrase(): boolean;
}

const LATEST_VERSION = 3;
const MAX_KEYS = 8;

export function createExtensionKeys(
  json: { readonly [name: string]: unknown },
  session: Session,
): ExtensionKeys {
  const derived = new Map<string, Promise<Result<string, TransferError>>>();
  let isProven = false;
  return {
    keyNamed(id) {
      const known = derived.get(id);
      if (known !== undefined) return known;
      const key = derived.size < MAX_KEYS ? derive(id) : Promise.resolve(err('too-expensive'));
      derived.set(id, key);
      return key;
    },

    secretsKey() {
      const { passphrase } = session;
      if (passphrase === undefined) return err('needs-passphrase');
      const sealed = textOf(own(json['key'], 'enc'));
      if (sealed === '') return ok(passphrase);
      const key = openCryptoJs(sealed, passphrase);
      return key === undefined ? err('wrong-passphrase') : ok(encodeHex(key));
    },

    provesPassphrase: () => isProven,
  };

  async function derive(id: string): Promise<Result<string, TransferError>> {
    const raw = Object.values(json).find(
      (value) => own(value, 'dataType') === 'Key' && own(value, 'id') === id,
    );
    const key = shaped(keySchema, raw);
    if (key === undefined) return err('damaged');
    if ((wholeOf(key.version) ?? LATEST_VERSION) > LATEST_VERSION) return err('newer-version');
    const hash = await session.deriveKey(encodeUtf8(key.salt), {
      kind: 'argon2id',
      memoryKib: 19 * 1024,
      iterations: 2,
      parallelism: 1,
      length: 32,
    });
    if (!hash.ok) return hash;
    // The last field of Argon2's encoded hash: base64 without padding, used as text.
    const passphrase = encodeBase64(hash.value).replace(/=+$/, '');
    const isRight = await fits(passphrase, key.hash, session);
    if (!isRight.ok) return isRight;
    isProven ||= isRight.value;
    return ok(passphrase);
  }
}

const keySchema = v.object({ salt: v.string(), hash: looseText, version: looseText });

/** `$argon2id$v=19$m=…,t=…,p=…$salt$hash`: the derived passphrase hashed once more, as a check. */
const ENCODED =
  /^\$argon2id\$v=19\$m=(\d{1,10}),t=(\d{1,10}),p=(\d{1,10})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

async function fits(
  passphrase: string,
  encoded: string,
  session: Session,
): Promise<Result<boolean, TransferError>> {
  const [, memoryKib, iterations, parallelism, saltText = '', hashText = ''] = ENCODED.exec(encoded) ?? [];
  const salt = decodeBase64(saltText);
  const expected = decodeBase64(hashText);
  if (salt === undefined || expected === undefined || expected.length !== 32) return ok(false);
  const job = {
    kind: 'argon2id',
    memoryKib: Number(memoryKib),
    iterations: Number(iterations),
    parallelism: Number(parallelism),
    length: 32,
  } as const;
  const hash = await session.deriveKey(salt, job, encodeUtf8(passphrase));
  return hash.ok ? ok(equalBytes(hash.value, expected)) : hash;
}
