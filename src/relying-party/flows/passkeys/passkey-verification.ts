import {
  type VerifiedRegistrationResponse,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { decodeAttestationObject, parseAuthenticatorData } from '@simplewebauthn/server/helpers';
import { decodeBase64 } from '../../../core/bytes/base64.ts';
import { type Bytes, equalBytes } from '../../../core/bytes/bytes.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { AssertionAnswer, RegistrationAnswer } from './passkey-answer.ts';
import {
  type AuthenticatorData,
  checkAuthenticatorData,
  checkClientData,
  type Expected,
  isAcceptedKey,
  type PasskeyRefusal,
} from './passkey-checks.ts';

/** Ed25519, ES256 and RS256, the ones that every browser asks for. */
export const ALGORITHMS: readonly number[] = [-8, -7, -257];

/**
 * No attestation is asked for, so none but these are taken. The certificates of the other formats are checked against
 * roots and revocation lists, whose addresses stand in the certificate: this server asks no address.
 */
const ATTESTATION_FORMATS: readonly string[] = ['none', 'packed'];

export interface VerifiedRegistration {
  readonly credentialId: string;
  readonly publicKey: Bytes;
  readonly signCount: number;
  readonly backupEligible: boolean;
  readonly transports: readonly string[];
}

export interface VerifiedAssertion {
  readonly signCount: number;
  readonly backupEligible: boolean;
}

/** The registration ceremony's last part (WebAuthn section 7.1). Nothing that a client sends makes it throw. */
export async function verifyRegistration(
  answer: RegistrationAnswer,
  expected: Expected,
): Promise<Result<VerifiedRegistration, PasskeyRefusal>> {
  const client = checkClientData(answer.response.clientDataJSON, 'webauthn.create', expected);
  if (!client.ok) return client;
  const data = orMalformed(() => readAttestation(answer));
  if (!data.ok) return data;
  const authenticator = checkAuthenticatorData(data.value.authenticatorData, expected);
  if (!authenticator.ok) return authenticator;
  const { publicKey, format, flags } = data.value;
  const accepted = orMalformed(() => isAcceptedKey(publicKey));
  if (!accepted.ok) return accepted;
  if (!accepted.value) return err('algorithm');
  if (!ATTESTATION_FORMATS.includes(format)) return err('attestation');
  const verified = await verifyStatement(answer, expected).catch(() => undefined);
  if (!verified?.verified) return err('attestation');
  return ok({
    credentialId: answer.id,
    publicKey: new Uint8Array(verified.registrationInfo.credential.publicKey),
    signCount: verified.registrationInfo.credential.counter,
    backupEligible: flags.be,
    transports: answer.response.transports,
  });
}

/**
 * The authentication ceremony's last part (WebAuthn section 7.2) but for the counter, which is compared where it is
 * stored. Nothing that a client sends makes it throw.
 */
export async function verifyAssertion(
  answer: AssertionAnswer,
  publicKey: Bytes,
  expected: Expected,
): Promise<Result<VerifiedAssertion, PasskeyRefusal>> {
  const client = checkClientData(answer.response.clientDataJSON, 'webauthn.get', expected);
  if (!client.ok) return client;
  const data = orMalformed(() => parseAuthenticatorData(decode(answer.response.authenticatorData)));
  if (!data.ok) return data;
  const authenticator = checkAuthenticatorData(data.value, expected);
  if (!authenticator.ok) return authenticator;
  const isSigned = await verifySignature(answer, publicKey, expected).catch(() => false);
  if (!isSigned) return err('signature');
  return ok({ signCount: data.value.counter, backupEligible: data.value.flags.be });
}

function readAttestation(answer: RegistrationAnswer): {
  readonly authenticatorData: AuthenticatorData;
  readonly flags: AuthenticatorData['flags'];
  readonly publicKey: Uint8Array;
  readonly format: string;
} {
  const attestation = decodeAttestationObject(decode(answer.response.attestationObject));
  const authenticatorData = parseAuthenticatorData(attestation.get('authData'));
  const { credentialID, credentialPublicKey, flags } = authenticatorData;
  if (!credentialID || !credentialPublicKey || !equalBytes(credentialID, decode(answer.id))) {
    throw new TypeError('The authenticator data holds no credential, or another than the answer names.');
  }
  return { authenticatorData, flags, publicKey: credentialPublicKey, format: attestation.get('fmt') };
}

function verifyStatement(
  { id, response }: RegistrationAnswer,
  { challenge, origin, rpId }: Expected,
): Promise<VerifiedRegistrationResponse> {
  const { clientDataJSON, attestationObject } = response;
  return verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject },
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: false,
    supportedAlgorithmIDs: [...ALGORITHMS],
  });
}

async function verifySignature(
  { id, response }: AssertionAnswer,
  publicKey: Bytes,
  { challenge, origin, rpId }: Expected,
): Promise<boolean> {
  const { clientDataJSON, authenticatorData, signature } = response;
  const { verified } = await verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, authenticatorData, signature },
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: false,
    // 0 tells the library to leave the counter alone: it would judge it before it knows the signature to be right.
    credential: { id, publicKey, counter: 0 },
  });
  return verified;
}

function decode(base64url: string): Bytes {
  const bytes = decodeBase64(base64url);
  if (!bytes) throw new TypeError('This is not base64url.');
  return bytes;
}

/** The library's parsers throw where bytes are not what they should be; whatever it is, the sender made it. */
function orMalformed<Value>(read: () => Value): Result<Value, 'malformed'> {
  try {
    return ok(read());
  } catch {
    return err('malformed');
  }
}
