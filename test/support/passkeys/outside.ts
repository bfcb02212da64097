import type { PasskeyOutside } from '../../../src/core/passkeys/passkey.ts';
import { webCryptoPasskeys } from '../../../src/platform/crypto/webcrypto-passkeys.ts';
import { testOutside } from '../vault/outside.ts';

/** Ids and PRF secrets that a seed makes, a clock that stands, and real keys. */
export function passkeyOutside(seed = 'passkeys'): PasskeyOutside {
  const { random, clock } = testOutside(seed);
  return { random, clock, crypto: webCryptoPasskeys };
}
