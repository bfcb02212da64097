import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { HASH_ALGORITHMS, type HashAlgorithm } from '../../../../src/core/otp/otp-parameters.ts';

/** RFC 4226 and 6238 once more, by another HMAC and by byte arithmetic, to compare ours with. */
export function referenceTruncation(secret: Uint8Array, counter: number, algorithm: HashAlgorithm): number {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac(algorithm.toLowerCase(), secret).update(message).digest();
  const offset = mac.at(-1)! % 16;
  return mac.subarray(offset, offset + 4).reduce((value, byte, index) => {
    return value * 256 + (index === 0 ? byte % 128 : byte);
  }, 0);
}

export function referenceHotp(
  secret: Uint8Array,
  counter: number,
  { algorithm, digits }: { readonly algorithm: HashAlgorithm; readonly digits: number },
): string {
  return String(referenceTruncation(secret, counter, algorithm))
    .padStart(10, '0')
    .slice(-digits);
}

export const anySecret: fc.Arbitrary<Uint8Array> = fc.uint8Array({ minLength: 1, maxLength: 160 });
export const anyAlgorithm: fc.Arbitrary<HashAlgorithm> = fc.constantFrom(...HASH_ALGORITHMS);
export const anyDigits: fc.Arbitrary<number> = fc.integer({ min: 6, max: 10 });
export const anyPeriod: fc.Arbitrary<number> = fc.integer({ min: 1, max: 3600 });
export const anyCounter: fc.Arbitrary<number> = fc.maxSafeNat();
/** Ms since the epoch, up to the year 9999. */
export const anyTimeMs: fc.Arbitrary<number> = fc.integer({ min: 0, max: 253_402_300_799_999 });
