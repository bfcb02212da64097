import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Bytes } from '../../core/bytes/bytes.ts';
import { decodeBase64, encodeBase64 } from '../../core/bytes/base64.ts';

/** scrypt's work: N is 2 ** logN. The default is OWASP's smallest advised set with 16 MiB (N = 2^14, r = 8, p = 5). */
export interface ScryptCost {
  readonly logN: number;
  readonly parallelism: number;
}

export const DEFAULT_SCRYPT_COST: ScryptCost = { logN: 14, parallelism: 5 };

const BLOCK_SIZE = 8;
const HASH_BYTES = 32;
// The asynchronous form runs in Node's thread pool: the event loop answers other requests meanwhile.
const deriveInThreadPool = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

/** The stored form of a password, `scrypt$logN$p$salt$hash`: it names its own cost, so that the cost can change later. */
export async function hashPassword(password: string, salt: Uint8Array, cost: ScryptCost): Promise<string> {
  const hash = await derive(password, salt, cost);
  return ['scrypt', cost.logN, cost.parallelism, encodeBase64(salt), encodeBase64(hash)].join('$');
}

/**
 * Whether `password` is the one that was stored. With `stored` undefined (no such user) it does the same work with
 * `cost` and answers false, so that the time taken does not tell whether an account exists.
 */
export async function verifyPassword(
  password: string,
  stored: string | undefined,
  cost: ScryptCost,
): Promise<boolean> {
  const [, logN, parallelism, saltText = '', hashText = ''] = stored?.split('$') ?? [];
  const salt = decodeBase64(saltText);
  const expected = decodeBase64(hashText);
  if (stored === undefined || !salt || expected?.length !== HASH_BYTES) {
    await derive(password, new Uint8Array(16), cost);
    return false;
  }
  const found = await derive(password, salt, { logN: Number(logN), parallelism: Number(parallelism) });
  return timingSafeEqual(found, expected);
}

/**
 * The stored form of a recovery code. 50 bits can be searched through when a table leaks, so a slow hash is used here
 * too (NIST SP 800-63B-4 section 3.1.2.2); one salt a sheet lets one derivation look through the whole sheet.
 */
export function hashRecoveryCode(code: string, salt: Uint8Array, cost: ScryptCost): Promise<Bytes> {
  return derive(code, salt, { logN: cost.logN, parallelism: 1 });
}

async function derive(secret: string, salt: Uint8Array, cost: ScryptCost): Promise<Bytes> {
  const options = { N: 2 ** cost.logN, r: BLOCK_SIZE, p: cost.parallelism, maxmem: 256 * 2 ** 20 };
  // NFKC: one password typed on two keyboards is one password (NIST SP 800-63B-4 section 3.1.1.2).
  return new Uint8Array(await deriveInThreadPool(secret.normalize('NFKC'), salt, HASH_BYTES, options));
}
