import type { Bytes } from '../bytes/bytes.ts';
import type { Clock, Random } from '../vault/outside.ts';

/** COSE algorithms that passkeys are made with (RFC 9053, RFC 8812): ES256, EdDSA on Ed25519, and RS256. */
export const COSE_ALGORITHMS = [-7, -8, -257] as const;
export type CoseAlgorithm = (typeof COSE_ALGORITHMS)[number];

/** A discoverable credential (WebAuthn Level 3) as the vault keeps it. It never changes but for its names and marks. */
export interface Passkey {
  /** Made here: 16 random bytes. Imported: as the other application made it, at most 1023 bytes. */
  readonly credentialId: Bytes;
  readonly rpId: string;
  readonly rpName: string;
  /** 1 to 64 bytes. */
  readonly userHandle: Bytes;
  readonly userName: string;
  readonly displayName: string;
  readonly algorithm: CoseAlgorithm;
  /** PKCS#8. */
  readonly privateKey: Bytes;
  /**
   * 32 bytes. One a credential: WebAuthn exposes only the PRF for a verified user (section 10.1.4), so that the second
   * secret of CTAP's hmac-secret, the one without verification, has no use.
   */
  readonly prfSecret: Bytes;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  /** Set where the site said that it does not know the credential any more (signal methods); null while offered. */
  readonly hiddenAt: number | null;
  /** It came from a file (a backup, another application's export), so that there is a copy of it whatever happens here. */
  readonly hasCopy: boolean;
}

/** Keys of passkeys. Platform implements it by WebCrypto; tests hand in failing ones. */
export interface PasskeyCrypto {
  /** P-256, Ed25519 or RSA with 2048 bits and the exponent 65537. Rejects where the browser has no such algorithm. */
  generateKeyPair(algorithm: CoseAlgorithm): Promise<PasskeyKeyPair>;
  /** As WebAuthn wants it (section 6.5.5): ECDSA in DER, the others as they are. Rejects where the key is not one. */
  sign(algorithm: CoseAlgorithm, privateKey: Bytes, data: Bytes): Promise<Bytes>;
}

export interface PasskeyKeyPair {
  /** PKCS#8. */
  readonly privateKey: Bytes;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Bytes;
}

/** What ceremonies need from outside of core. */
export interface PasskeyOutside {
  readonly random: Random;
  readonly clock: Clock;
  readonly crypto: PasskeyCrypto;
}
