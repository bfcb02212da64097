import * as fc from 'fast-check';
import type { Bytes } from '../../../../src/core/bytes/bytes.ts';
import type { KeyUriAccount } from '../../../../src/core/key-uri/key-uri-account.ts';
import { KNOWN_PARAMETERS } from '../../../../src/core/key-uri/query.ts';
import { cleanText } from '../../../../src/core/key-uri/uri-text.ts';
import {
  HASH_ALGORITHMS,
  type OtpParameters,
  STEAM_PARAMETERS,
} from '../../../../src/core/otp/otp-parameters.ts';

const algorithm = fc.constantFrom(...HASH_ALGORITHMS);
const digits = fc.integer({ min: 6, max: 10 });

const anyParameters: fc.Arbitrary<OtpParameters> = fc.oneof(
  fc.record({
    type: fc.constant('totp' as const),
    algorithm,
    digits,
    period: fc.integer({ min: 1, max: 3600 }),
  }),
  fc.record({ type: fc.constant('hotp' as const), algorithm, digits, counter: fc.maxSafeNat() }),
  fc.constant(STEAM_PARAMETERS),
);

/** Names as the format gives them trouble: its own punctuation, percent and plus signs, other scripts, surrogate pairs. */
const anyName: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...':+% &=?#/@20BC', 'é', '日', '🔑', '\u202e'), maxLength: 20 }),
  )
  .map((text) => cleanText(text.toWellFormed()));

const anySecret: fc.Arbitrary<Bytes> = fc
  .uint8Array({ minLength: 1, maxLength: 128 })
  .map((bytes) => new Uint8Array(bytes));

const unknownName = anyName.filter(
  (name) => name !== '' && !KNOWN_PARAMETERS.some((known) => known === name.toLowerCase()),
);

export const anyAccount: fc.Arbitrary<KeyUriAccount> = fc.record({
  issuer: anyName,
  accountName: anyName,
  secret: anySecret,
  parameters: anyParameters,
  unknownParameters: fc.array(fc.tuple(unknownName, anyName), { maxLength: 4 }),
});

/** Any UTF-16 text, lone surrogates included. */
export const anyText: fc.Arbitrary<string> = fc
  .uint16Array({ maxLength: 300 })
  .map((units) => String.fromCharCode(...units));
