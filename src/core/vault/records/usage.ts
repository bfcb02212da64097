// When each account was used last: what the popup sorts by. It is no part of the vault, since a copied code must cost no
// commit, no place in the history and no reminder to make a backup; but it tells when somebody signs in where, so it is
// kept sealed. Losing it costs an order.
import * as v from 'valibot';
import { decodeBase64, encodeBase64 } from '../../bytes/base64.ts';
import { type Bytes, concatBytes } from '../../bytes/bytes.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { hkdfSha256 } from '../keys/keys.ts';
import type { SettingsOwner } from '../local-settings.ts';
import type { Aead, Random } from '../outside.ts';

/** Account id to ms since the epoch, the latest last. */
export type Usage = ReadonlyMap<string, number>;

/** More than anybody remembers having used, and small enough to be read whenever the popup opens. */
export const MAX_USED = 200;

const SALT_LENGTH = 32;
const INFO = encodeUtf8('tallystick/1/usage');
const NONCE = new Uint8Array(12);

const usageSchema = v.pipe(
  v.array(v.tuple([v.string(), v.pipe(v.number(), v.safeInteger(), v.minValue(0))])),
  v.maxLength(MAX_USED),
);

/** With this use; of too many the oldest is forgotten. */
export function withUse(usage: Usage, id: string, usedAt: number): Usage {
  const others = [...usage].filter(([known]) => known !== id);
  return new Map([...others, [id, usedAt] as const].slice(-MAX_USED));
}

/** Base64 of a salt and a ciphertext. The key is made anew from the salt, so that a nonce is never used twice under it. */
export async function sealUsage(
  usage: Usage,
  owner: SettingsOwner,
  { aead, random }: { readonly aead: Aead; readonly random: Random },
): Promise<string> {
  const salt = random.bytes(SALT_LENGTH);
  const data = encodeUtf8(JSON.stringify([...usage]));
  return encodeBase64(concatBytes(salt, await aead.seal({ ...boxOf(owner, salt), data })));
}

/** Nothing was used, as far as is known, where it is missing, damaged, or of another vault key. */
export async function openUsage(stored: unknown, owner: SettingsOwner, aead: Aead): Promise<Usage> {
  const bytes = typeof stored === 'string' ? decodeBase64(stored) : undefined;
  if (bytes === undefined || bytes.length <= SALT_LENGTH) return new Map();
  const box = boxOf(owner, bytes.slice(0, SALT_LENGTH));
  const opened = await aead.open({ ...box, data: bytes.slice(SALT_LENGTH) });
  return opened === undefined ? new Map() : decodeUsage(opened);
}

function decodeUsage(plaintext: Bytes): Usage {
  try {
    const parsed = v.safeParse(usageSchema, JSON.parse(decodeUtf8(plaintext) ?? ''));
    return new Map(parsed.success ? parsed.output : []);
  } catch (error) {
    if (error instanceof SyntaxError) return new Map();
    throw error;
  }
}

function boxOf({ vaultKey, vaultId }: SettingsOwner, salt: Bytes) {
  return {
    key: hkdfSha256(vaultKey, salt, INFO, 32),
    nonce: NONCE,
    associatedData: concatBytes(INFO, vaultId),
  };
}
