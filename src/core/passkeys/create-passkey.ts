import { encodeCBOR } from '@levischuck/tiny-cbor';
import type { Bytes } from '../bytes/bytes.ts';
import { type CeremonyState, encodeAuthenticatorData } from './authenticator-data.ts';
import { cutName } from './cut-name.ts';
import { encodeCoseKey } from './cose-key.ts';
import { COSE_ALGORITHMS, type CoseAlgorithm, type Passkey, type PasskeyOutside } from './passkey.ts';
import { evaluatePrf, type PrfInputs, type PrfResults } from './prf.ts';

export interface PasskeyRequest extends CeremonyState {
  /** The id is one that `isValidRpId` accepts. */
  readonly rp: { readonly id: string; readonly name: string };
  /** The id has 1 to 64 bytes. */
  readonly user: { readonly id: Bytes; readonly name: string; readonly displayName: string };
  /** `alg` of `pubKeyCredParams`, in the order of the site's preference; others than ours are passed over. */
  readonly algorithms: readonly number[];
  /** The site asked for the extension credProps. */
  readonly credProps?: boolean | undefined;
  /** The site asked for the extension prf, with inputs to evaluate at once or without. */
  readonly prf?: { readonly eval?: PrfInputs | undefined } | undefined;
}

export interface Registration {
  /** Not kept yet: the caller keeps it in the vault before it answers the page. */
  readonly passkey: Passkey;
  readonly authenticatorData: Bytes;
  /** Canonical CBOR with the format `none`: a signature of attestation would vouch for nothing here. */
  readonly attestationObject: Bytes;
  /** SubjectPublicKeyInfo, for `getPublicKey()`. */
  readonly publicKey: Bytes;
  /** Client extension outputs, those that were asked for. */
  readonly extensions: {
    readonly credProps?: { readonly rk: true };
    readonly prf?: { readonly enabled: true; readonly results?: PrfResults };
  };
}

const CREDENTIAL_ID_LENGTH = 16;
const PRF_SECRET_LENGTH = 32;
const MAX_USER_HANDLE = 64;

/**
 * authenticatorMakeCredential (WebAuthn Level 3, section 6.3.2) without what asks the user. Nothing is signed, so the
 * hash of the client data is not needed. PRF results come only with `userVerified`; without, `enabled` stands alone.
 * Undefined where the site accepts none of our algorithms. Throws RangeError for a user handle of a wrong length, and
 * rejects as `crypto` does.
 */
export async function createPasskey(
  request: PasskeyRequest,
  { random, clock, crypto }: PasskeyOutside,
): Promise<Registration | undefined> {
  const { rp, user } = request;
  if (user.id.length === 0 || user.id.length > MAX_USER_HANDLE)
    throw new RangeError('expected a user handle of 1 to 64 bytes');
  const algorithm = request.algorithms.find(isOurs);
  if (algorithm === undefined) return undefined;
  const { privateKey, publicKey } = await crypto.generateKeyPair(algorithm);
  const passkey: Passkey = {
    credentialId: random.bytes(CREDENTIAL_ID_LENGTH),
    rpId: rp.id,
    rpName: cutName(rp.name),
    userHandle: new Uint8Array(user.id),
    userName: cutName(user.name),
    displayName: cutName(user.displayName),
    algorithm,
    privateKey,
    prfSecret: random.bytes(PRF_SECRET_LENGTH),
    createdAt: clock.now(),
    lastUsedAt: null,
    hiddenAt: null,
    hasCopy: false,
  };
  const authenticatorData = encodeAuthenticatorData(rp.id, request, {
    credentialId: passkey.credentialId,
    publicKey: encodeCoseKey(algorithm, publicKey),
  });
  return {
    passkey,
    authenticatorData,
    attestationObject: encodeAttestation(authenticatorData),
    publicKey,
    extensions: extensionsFor(request, passkey),
  };
}

function isOurs(algorithm: number): algorithm is CoseAlgorithm {
  return COSE_ALGORITHMS.some((ours) => ours === algorithm);
}

/** CTAP2's canonical CBOR: shorter names first. */
function encodeAttestation(authenticatorData: Bytes): Bytes {
  const attestation = new Map<string, string | Uint8Array | Map<string, never>>([
    ['fmt', 'none'],
    ['attStmt', new Map<string, never>()],
    ['authData', authenticatorData],
  ]);
  return new Uint8Array(encodeCBOR(attestation));
}

function extensionsFor(
  { credProps, prf, userVerified }: PasskeyRequest,
  { prfSecret }: Passkey,
): Registration['extensions'] {
  const results =
    userVerified && prf?.eval !== undefined ? { results: evaluatePrf(prfSecret, prf.eval) } : {};
  return {
    ...(credProps === true ? { credProps: { rk: true } } : {}),
    ...(prf === undefined ? {} : { prf: { enabled: true, ...results } }),
  };
}
