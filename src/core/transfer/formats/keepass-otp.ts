import { decodeBase64 } from '../../bytes/base64.ts';
import type { Bytes } from '../../bytes/bytes.ts';
import { decodeHex } from '../../bytes/hex.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import type { Names } from '../../key-uri/names.ts';
import { decodePercent } from '../../key-uri/uri-text.ts';
import { type Entry, entryOfText, type Extras } from '../entry.ts';

type Beside = Names & Extras;

/** KeeOtp's `key=SECRET&step=30&size=6&type=Totp`, in a field or a cell; undefined for another text. */
export function entryOfKeeOtp(text: string, beside: Beside): Entry | undefined {
  if (!/^(?:[a-z]+=[^&]*&)*key=/i.test(text.trim())) return undefined;
  const values = new Map(
    text
      .trim()
      .split('&')
      .map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return [name.toLowerCase(), decodePercent(value.join('='))] as const;
      }),
  );
  return {
    ...beside,
    from: 'fields',
    type: values.get('type') || 'totp',
    secret: values.get('key') ?? '',
    algorithm: values.get('otphashmode'),
    digits: values.get('size'),
    period: values.get('step'),
    counter: values.get('counter'),
  };
}

/** Whatever of the ways to keep one-time codes in KeePass an entry's own fields have; undefined for none. */
export function entryOfKeePass(fields: ReadonlyMap<string, string>, beside: Beside): Entry | undefined {
  const otp = fields.get('otp') ?? '';
  if (otp.trim() !== '') return entryOfKeeOtp(otp, beside) ?? entryOfText(otp, beside);
  return (
    ofOwnFields('TimeOtp', fields, beside) ?? ofOwnFields('HmacOtp', fields, beside) ?? ofSeed(fields, beside)
  );
}

/** KeePass 2.47's own: `TimeOtp-Secret-Base32` and the like beside `TimeOtp-Length`. */
function ofOwnFields(
  prefix: 'TimeOtp' | 'HmacOtp',
  fields: ReadonlyMap<string, string>,
  beside: Beside,
): Entry | undefined {
  const field = (name: string) => fields.get(`${prefix}-${name}`);
  const secret = secretIn(field);
  if (secret === undefined) return undefined;
  return {
    ...beside,
    from: 'fields',
    type: prefix === 'TimeOtp' ? 'totp' : 'hotp',
    secret: secret.bytes,
    algorithm: field('Algorithm'),
    digits: field('Length'),
    period: field('Period'),
    counter: field('Counter'),
  };
}

function secretIn(
  field: (name: string) => string | undefined,
): { readonly bytes: Bytes | string | undefined } | undefined {
  const base32 = field('Secret-Base32');
  if (base32) return { bytes: base32 };
  const hex = field('Secret-Hex');
  if (hex) return { bytes: decodeHex(hex.replace(/\s+/g, '')) };
  const base64 = field('Secret-Base64');
  if (base64) return { bytes: decodeBase64(base64.trim()) };
  const text = field('Secret');
  return text ? { bytes: encodeUtf8(text) } : undefined;
}

/** KeeTrayTOTP and the first KeePassXC: `TOTP Seed` and `TOTP Settings` of `period;digits`, S for Steam's. */
function ofSeed(fields: ReadonlyMap<string, string>, beside: Beside): Entry | undefined {
  const seed = fields.get('TOTP Seed');
  if (!seed) return undefined;
  const [period, digits = ''] = (fields.get('TOTP Settings') ?? '').split(';');
  const type = digits.trim().toUpperCase() === 'S' ? 'steam' : 'totp';
  return { ...beside, from: 'fields', type, secret: seed, period, digits };
}
