import { encodeBase32 } from '../../bytes/base32.ts';
import { encodeBase64 } from '../../bytes/base64.ts';
import type { Bytes } from '../../bytes/bytes.ts';
import { encodeHex } from '../../bytes/hex.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { ok, type Result } from '../../result.ts';
import type { Random } from '../../vault/outside.ts';
import { sealGcm } from '../containers/cipher.ts';
import type { Kdf } from '../outside.ts';
import type { ExportedAccount } from './exported-account.ts';

/** Aegis' own choice. */
const SCRYPT = { kind: 'scrypt', n: 32_768, r: 8, p: 1, length: 32 } as const;
const TAG_LENGTH = 16;

/** A vault of Aegis in the clear, as its "export" without encryption writes it. */
export function writeAegis(accounts: readonly ExportedAccount[], random: Random): string {
  return vaultText({ slots: null, params: null }, dbOf(accounts, random));
}

/** The same sealed under a passphrase: a master key in one password slot. */
export async function sealAegis(
  accounts: readonly ExportedAccount[],
  passphrase: string,
  { kdf, random }: { readonly kdf: Kdf; readonly random: Random },
): Promise<Result<string, 'not-enough-memory'>> {
  const salt = random.bytes(32);
  const key = await kdf.derive(encodeUtf8(passphrase), salt, SCRYPT);
  if (!key.ok) return key;
  const masterKey = random.bytes(32);
  const wrapped = seal(key.value, masterKey, random);
  const db = seal(masterKey, encodeUtf8(JSON.stringify(dbOf(accounts, random))), random);
  const { n, r, p } = SCRYPT;
  const slot = {
    type: 1,
    uuid: uuidOf(random),
    key: encodeHex(wrapped.data),
    key_params: wrapped.params,
    n,
    r,
    p,
    salt: encodeHex(salt),
    repaired: true,
    is_backup: false,
  };
  return ok(vaultText({ slots: [slot], params: db.params }, encodeBase64(db.data)));
}

function vaultText(header: object, db: unknown): string {
  return JSON.stringify({ version: 1, header, db }, null, 4);
}

function seal(key: Bytes, data: Bytes, random: Random) {
  const nonce = random.bytes(12);
  const sealed = sealGcm({ key, nonce, data });
  const params = { nonce: encodeHex(nonce), tag: encodeHex(sealed.slice(-TAG_LENGTH)) };
  return { data: sealed.slice(0, -TAG_LENGTH), params };
}

function dbOf(accounts: readonly ExportedAccount[], random: Random) {
  const groups = new Map<string, string>();
  for (const tag of accounts.flatMap(({ tags }) => tags)) {
    if (!groups.has(tag)) groups.set(tag, uuidOf(random));
  }
  return {
    version: 3,
    entries: accounts.map((account) => ({
      type: account.parameters.type,
      uuid: uuidOf(random),
      name: account.accountName,
      issuer: account.issuer,
      note: account.notes,
      favorite: account.pinned,
      icon: null,
      groups: [...new Set(account.tags)].map((tag) => groups.get(tag)),
      info: infoOf(account),
    })),
    groups: [...groups].map(([name, uuid]) => ({ uuid, name })),
    icons_optimized: true,
  };
}

function infoOf({ secret, parameters }: ExportedAccount) {
  const { algorithm: algo, digits } = parameters;
  const moving = parameters.type === 'hotp' ? { counter: parameters.counter } : { period: parameters.period };
  return { secret: encodeBase32(secret), algo, digits, ...moving };
}

/** A random UUID (RFC 9562 section 5.4). */
function uuidOf(random: Random): string {
  const bytes = random.bytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return encodeHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
