import * as fc from 'fast-check';
import type { OtpParameters } from '../../../../src/core/otp/otp-parameters.ts';
import type { Site } from '../../../../src/core/sites/site.ts';
import type { Account } from '../../../../src/core/vault/records/account.ts';

const label = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => text.length <= 256);
const time = fc.nat({ max: 4_102_444_800_000 });

const parameters: fc.Arbitrary<OtpParameters> = fc.oneof(
  fc.record({
    type: fc.constant('totp' as const),
    algorithm: fc.constantFrom('SHA1', 'SHA256', 'SHA512'),
    digits: fc.integer({ min: 6, max: 10 }),
    period: fc.integer({ min: 1, max: 3600 }),
  }),
  fc.record({
    type: fc.constant('hotp' as const),
    algorithm: fc.constantFrom('SHA1', 'SHA256', 'SHA512'),
    digits: fc.integer({ min: 6, max: 10 }),
    counter: fc.maxSafeNat(),
  }),
  fc.constant({ type: 'steam', algorithm: 'SHA1', digits: 5, period: 30 } as const),
);

const site: fc.Arbitrary<Site> = fc.record({
  origin: fc.constantFrom('https://example.com', 'http://localhost:8080', 'https://[2001:db8::1]'),
  match: fc.constantFrom('origin', 'site'),
});

/** Any account that the vault may be given. */
export const anyAccount: fc.Arbitrary<Account> = fc.record({
  issuer: label,
  accountName: label,
  parameters,
  sites: fc.array(site, { maxLength: 5 }),
  tags: fc.array(label, { maxLength: 5 }),
  pinned: fc.boolean(),
  createdAt: time,
  firstUsedAt: fc.option(time),
  recoveryCodesLeft: fc.option(fc.nat({ max: 20 })),
  unknownParameters: fc.array(fc.tuple(label, label), { maxLength: 5 }),
});

export const anySecret: fc.Arbitrary<Uint8Array<ArrayBuffer>> = fc
  .uint8Array({ minLength: 1, maxLength: 1024 })
  .map((bytes) => new Uint8Array(bytes));
