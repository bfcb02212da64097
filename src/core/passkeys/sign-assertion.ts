import { type Bytes, concatBytes } from '../bytes/bytes.ts';
import { type CeremonyState, encodeAuthenticatorData } from './authenticator-data.ts';
import type { Passkey, PasskeyCrypto } from './passkey.ts';
import { evaluatePrf, type PrfInputs, type PrfResults } from './prf.ts';

export interface AssertionRequest extends CeremonyState {
  /** SHA-256 of the client data, 32 bytes. */
  readonly clientDataHash: Bytes;
  readonly prf?: PrfInputs | undefined;
}

export interface Assertion {
  readonly authenticatorData: Bytes;
  readonly signature: Bytes;
  readonly userHandle: Bytes;
  /** For the client extension output `prf.results`; missing where nothing was to be evaluated. */
  readonly prf?: PrfResults;
}

/**
 * authenticatorGetAssertion (WebAuthn Level 3, section 6.3.3) for the passkey that the user chose. PRF results come only
 * with `userVerified`, so a caller that has inputs asks for verification whatever the site prefers (section 10.1.4).
 * Rejects as `crypto` does.
 */
export async function signAssertion(
  passkey: Passkey,
  request: AssertionRequest,
  { crypto }: { readonly crypto: PasskeyCrypto },
): Promise<Assertion> {
  const authenticatorData = encodeAuthenticatorData(passkey.rpId, request);
  const signed = concatBytes(authenticatorData, request.clientDataHash);
  const signature = await crypto.sign(passkey.algorithm, passkey.privateKey, signed);
  const { prf, userVerified } = request;
  return {
    authenticatorData,
    signature,
    userHandle: passkey.userHandle,
    ...(prf !== undefined && userVerified ? { prf: evaluatePrf(passkey.prfSecret, prf) } : {}),
  };
}
