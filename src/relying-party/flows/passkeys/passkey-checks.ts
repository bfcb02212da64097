import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import { cose, decodeCredentialPublicKey, type parseAuthenticatorData } from '@simplewebauthn/server/helpers';
import * as v from 'valibot';
import { decodeBase64 } from '../../../core/bytes/base64.ts';
import { equalBytes } from '../../../core/bytes/bytes.ts';
import { encodeUtf8, decodeUtf8 } from '../../../core/bytes/utf8.ts';
import { err, ok, type Result } from '../../../core/result.ts';

/** Why an answer is not taken. */
export type PasskeyRefusal =
  | 'malformed'
  | 'wrong-type'
  | 'wrong-challenge'
  | 'wrong-origin'
  | 'cross-origin'
  | 'wrong-rp-id'
  | 'user-absent'
  | 'user-not-verified'
  | 'backup-flags'
  | 'algorithm'
  | 'attestation'
  | 'signature';

/** What an answer has to say about the ceremony it belongs to. */
export interface Expected {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
  readonly requireUserVerification: boolean;
}

export type AuthenticatorData = ReturnType<typeof parseAuthenticatorData>;

const CLIENT_DATA = v.object({
  type: v.string(),
  challenge: v.string(),
  origin: v.string(),
  crossOrigin: v.optional(v.boolean()),
  topOrigin: v.optional(v.string()),
});

/** WebAuthn section 7.1 steps 7 to 11, section 7.2 steps 11 to 15. */
export function checkClientData(
  clientDataJson: string,
  type: 'webauthn.create' | 'webauthn.get',
  expected: Expected,
): Result<undefined, PasskeyRefusal> {
  const data = readClientData(clientDataJson);
  if (!data) return err('malformed');
  if (data.type !== type) return err('wrong-type');
  if (data.challenge !== expected.challenge) return err('wrong-challenge');
  if (data.origin !== expected.origin) return err('wrong-origin');
  // No page of ours is meant to be framed, so a ceremony in a frame is someone else's.
  if (data.crossOrigin === true || data.topOrigin !== undefined) return err('cross-origin');
  return ok(undefined);
}

/** WebAuthn section 7.1 steps 14 to 17, section 7.2 steps 16 to 19. */
export function checkAuthenticatorData(
  { rpIdHash, flags }: AuthenticatorData,
  expected: Expected,
): Result<undefined, PasskeyRefusal> {
  if (!equalBytes(rpIdHash, sha256(expected.rpId))) return err('wrong-rp-id');
  if (!flags.up) return err('user-absent');
  if (expected.requireUserVerification && !flags.uv) return err('user-not-verified');
  // What cannot be backed up is not backed up.
  if (flags.bs && !flags.be) return err('backup-flags');
  return ok(undefined);
}

/** True for the keys that were asked for: Ed25519 (-8), P-256 (-7), RSA from 2048 bits (-257), and points on the curve. */
export function isAcceptedKey(publicKey: Uint8Array): boolean {
  const jwk = toJwk(decodeCredentialPublicKey(new Uint8Array(publicKey)));
  if (!jwk) return false;
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key: jwk, format: 'jwk' });
    return jwk.kty !== 'RSA' || (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
  } catch {
    return false;
  }
}

function toJwk(key: cose.COSEPublicKey): JsonWebKey | undefined {
  const algorithm: number | undefined = key.get(cose.COSEKEYS.alg);
  if (cose.isCOSEPublicKeyOKP(key) && algorithm === -8 && key.get(cose.COSEKEYS.crv) === 6) {
    return { kty: 'OKP', crv: 'Ed25519', x: base64urlOf(key.get(cose.COSEKEYS.x)) };
  }
  if (cose.isCOSEPublicKeyEC2(key) && algorithm === -7 && key.get(cose.COSEKEYS.crv) === 1) {
    const x = base64urlOf(key.get(cose.COSEKEYS.x));
    return { kty: 'EC', crv: 'P-256', x, y: base64urlOf(key.get(cose.COSEKEYS.y)) };
  }
  if (cose.isCOSEPublicKeyRSA(key) && algorithm === -257) {
    const n = base64urlOf(key.get(cose.COSEKEYS.n));
    return { kty: 'RSA', n, e: base64urlOf(key.get(cose.COSEKEYS.e)) };
  }
  return undefined;
}

function base64urlOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('base64url');
}

function readClientData(clientDataJson: string): v.InferOutput<typeof CLIENT_DATA> | undefined {
  const text = decodeUtf8(decodeBase64(clientDataJson) ?? new Uint8Array());
  try {
    const parsed = v.safeParse(CLIENT_DATA, JSON.parse(text ?? ''));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

function sha256(text: string): Uint8Array {
  return createHash('sha256').update(encodeUtf8(text)).digest();
}
