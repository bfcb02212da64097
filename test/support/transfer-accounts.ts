import { createHash, createHmac } from 'node:crypto';

/** The accounts behind every export in test/exports, as far as its format can say them. */
export interface FixtureAccount {
  readonly issuer: string;
  readonly accountName: string;
  readonly secret: Buffer;
  readonly type: 'totp' | 'hotp' | 'steam';
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512';
  readonly digits: number;
  readonly period: number;
  readonly counter: number;
}

export const FIXTURE_PASSPHRASE = 'correct horse – Batterie ✓';
/** 2026-11-25T12:00:00Z. */
export const FIXTURE_TIME_MS = 1_795_608_000_000;

export const FIXTURE_ACCOUNTS: readonly FixtureAccount[] = [
  timed('Harbour', 'mara@example.com', { algorithm: 'SHA1', digits: 6, period: 30 }),
  timed('Grüne & Söhne', 'j+o@example.org', { algorithm: 'SHA256', digits: 7, period: 20 }),
  timed('Kiosk: Süd', 'opérateur 100%', { algorithm: 'SHA512', digits: 8, period: 60 }),
  counted('Lighthouse', 'mara', { algorithm: 'SHA1', digits: 6, counter: 1 }),
  counted('Signal Tower', 'benjamin', { algorithm: 'SHA256', digits: 7, counter: 50 }),
  counted('Wharf', '港湾 🚢', { algorithm: 'SHA512', digits: 8, counter: 10_300 }),
  { ...timed('Steam', 'sophia', { algorithm: 'SHA1', digits: 5, period: 30 }), type: 'steam' },
];

type Timed = Pick<FixtureAccount, 'algorithm' | 'digits' | 'period'>;
type Counted = Pick<FixtureAccount, 'algorithm' | 'digits' | 'counter'>;

function timed(issuer: string, accountName: string, rest: Timed): FixtureAccount {
  return { issuer, accountName, secret: secretOf(issuer), type: 'totp', counter: 0, ...rest };
}

function counted(issuer: string, accountName: string, rest: Counted): FixtureAccount {
  return { issuer, accountName, secret: secretOf(issuer), type: 'hotp', period: 30, ...rest };
}

/** As many bytes as applications make, and one with a length that base32 has to pad. */
function secretOf(issuer: string): Buffer {
  const length = issuer === 'Harbour' ? 10 : issuer === 'Kiosk: Süd' ? 32 : 20;
  return createHash('sha256').update(`tallystick fixture ${issuer}`).digest().subarray(0, length);
}

/** RFC 4226, RFC 6238 and Steam Guard by Node's own HMAC: nothing of the code under test. */
export function independentCode(account: FixtureAccount, timeMs: number = FIXTURE_TIME_MS): string {
  const message = Buffer.alloc(8);
  const step = Math.floor(timeMs / 1000 / account.period);
  message.writeBigUInt64BE(BigInt(account.type === 'hotp' ? account.counter : step));
  const mac = createHmac(account.algorithm, account.secret).update(message).digest();
  let value = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fff_ffff;
  if (account.type !== 'steam') return String(value % 10 ** account.digits).padStart(account.digits, '0');
  let code = '';
  for (let index = 0; index < 5; index += 1) {
    code += '23456789BCDFGHJKMNPQRTVWXY'.charAt(value % 26);
    value = Math.floor(value / 26);
  }
  return code;
}

export function base32Of(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((group) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(Number.parseInt(group.padEnd(5, '0'), 2)))
    .join('');
}
