// From the user's yes to what the page gets.
import { sha256 } from '@noble/hashes/sha2.js';
import { encodeBase64Url } from '../../core/bytes/base64.ts';
import type { Bytes } from '../../core/bytes/bytes.ts';
import { encodeClientData } from '../../core/passkeys/client-data.ts';
import { createPasskey, type Registration } from '../../core/passkeys/create-passkey.ts';
import type { Passkey, PasskeyOutside } from '../../core/passkeys/passkey.ts';
import type { PrfInputs, PrfResults } from '../../core/passkeys/prf.ts';
import { signAssertion } from '../../core/passkeys/sign-assertion.ts';
import type {
  CreateAsk,
  GetAsk,
  MadeCredential,
  PrfAnswer,
  PrfAsk,
  SignedAssertion,
} from '../../messaging/passkey-protocol.ts';
import { bytesOf } from './passkey-asks.ts';

/** Where the ceremony takes place: as the browser says, never as the page does. */
export interface CeremonyPlace {
  readonly origin: string;
  readonly rpId: string;
  readonly userVerified: boolean;
}

export async function make(
  ask: CreateAsk,
  { origin, rpId, userVerified }: CeremonyPlace,
  outside: PasskeyOutside,
): Promise<{ readonly registration: Registration; readonly answer: MadeCredential } | undefined> {
  const { name, displayName } = ask.user;
  const registration = await createPasskey(
    {
      rp: { id: rpId, name: ask.rpName },
      user: { id: bytesOf(ask.user.id), name, displayName },
      algorithms: ask.algorithms,
      credProps: ask.credProps,
      prf: ask.prf === null ? undefined : { eval: inputsOf(ask.prf.eval) },
      userVerified,
      backedUp: false,
    },
    outside,
  );
  if (registration === undefined) return undefined;
  const { passkey, attestationObject, authenticatorData, publicKey, extensions } = registration;
  return {
    registration,
    answer: {
      kind: 'made',
      id: encodeBase64Url(passkey.credentialId),
      clientDataJSON: encodeBase64Url(clientDataOf('webauthn.create', ask.challenge, origin)),
      attestationObject: encodeBase64Url(attestationObject),
      authenticatorData: encodeBase64Url(authenticatorData),
      publicKey: encodeBase64Url(publicKey),
      algorithm: passkey.algorithm,
      credProps: extensions.credProps !== undefined,
      prf: extensions.prf === undefined ? null : { results: prfAnswer(extensions.prf.results) },
    },
  };
}

export async function sign(
  ask: GetAsk,
  { passkey, isBackedUp }: { readonly passkey: Passkey; readonly isBackedUp: boolean },
  { origin, userVerified }: CeremonyPlace,
  outside: Pick<PasskeyOutside, 'crypto'>,
): Promise<SignedAssertion> {
  const id = encodeBase64Url(passkey.credentialId);
  const clientData = clientDataOf('webauthn.get', ask.challenge, origin);
  const own = ask.prf?.byCredential.find((one) => one.id === id)?.input;
  const assertion = await signAssertion(
    passkey,
    {
      clientDataHash: new Uint8Array(sha256(clientData)),
      userVerified,
      backedUp: isBackedUp,
      prf: inputsOf(own ?? ask.prf?.eval ?? null),
    },
    outside,
  );
  return {
    kind: 'signed',
    id,
    clientDataJSON: encodeBase64Url(clientData),
    authenticatorData: encodeBase64Url(assertion.authenticatorData),
    signature: encodeBase64Url(assertion.signature),
    userHandle: encodeBase64Url(assertion.userHandle),
    prf: prfAnswer(assertion.prf),
  };
}

/** Only the page at the top of a tab is answered, so nothing is cross-origin. */
function clientDataOf(type: 'webauthn.create' | 'webauthn.get', challenge: string, origin: string): Bytes {
  return encodeClientData({ type, challenge: bytesOf(challenge), origin, crossOrigin: false });
}

function inputsOf(asked: PrfAsk | null): PrfInputs | undefined {
  if (asked === null) return undefined;
  const { first, second } = asked;
  return { first: bytesOf(first), second: second === null ? undefined : bytesOf(second) };
}

function prfAnswer(results: PrfResults | undefined): PrfAnswer | null {
  if (results === undefined) return null;
  const { first, second } = results;
  return { first: encodeBase64Url(first), second: second === undefined ? null : encodeBase64Url(second) };
}
