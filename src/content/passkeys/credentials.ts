// The objects that the page gets: empty ones of the browser's classes, whose getters and methods are told apart by the object
// that they are called on. So a page finds the prototypes, the properties and the descriptors of the browser's own.
import type { MadeCredential, PrfAnswer, SignedAssertion } from '../../messaging/passkey-protocol.ts';
import { fromBase64Url } from './buffer-source.ts';
import { standIn } from './stand-in.ts';

const TRANSPORTS = ['internal'] as const;
const ATTACHMENT = 'platform';

/** `declined` are the results of extensions that were asked for and that we have not. */
export function madeCredential(made: MadeCredential, declined: object): Credential {
  const results = madeResults(made, declined);
  const transports = [...TRANSPORTS];
  const [authenticatorData, publicKey] = [made.authenticatorData, made.publicKey].map(fromBase64Url);
  const response = objectOf(AuthenticatorAttestationResponse.prototype, {
    clientDataJSON: fromBase64Url(made.clientDataJSON),
    attestationObject: fromBase64Url(made.attestationObject),
    getAuthenticatorData: () => authenticatorData,
    getPublicKey: () => publicKey,
    getPublicKeyAlgorithm: () => made.algorithm,
    getTransports: () => [...transports],
  });
  return credentialOf(
    made.id,
    response,
    results.objects,
    () => ({
      attestationObject: made.attestationObject,
      authenticatorData: made.authenticatorData,
      clientDataJSON: made.clientDataJSON,
      publicKey: made.publicKey,
      publicKeyAlgorithm: made.algorithm,
      transports,
    }),
    results.json,
  );
}

/** `declined` as for one that was made. */
export function signedCredential(signed: SignedAssertion, declined: object): Credential {
  const response = objectOf(AuthenticatorAssertionResponse.prototype, {
    clientDataJSON: fromBase64Url(signed.clientDataJSON),
    authenticatorData: fromBase64Url(signed.authenticatorData),
    signature: fromBase64Url(signed.signature),
    userHandle: fromBase64Url(signed.userHandle),
  });
  const { clientDataJSON, authenticatorData, signature, userHandle, prf } = signed;
  const objects = { ...declined, ...(prf === null ? {} : { prf: { results: prfObject(prf) } }) };
  const json = {
    ...declined,
    ...('getCredBlob' in declined ? { getCredBlob: '' } : {}),
    ...(prf === null ? {} : { prf: { results: prfJson(prf) } }),
  };
  return credentialOf(
    signed.id,
    response,
    objects,
    () => ({ authenticatorData, clientDataJSON, signature, userHandle }),
    json,
  );
}

// oxlint-disable-next-line max-params -- the five parts of one object
function credentialOf(
  id: string,
  response: object,
  results: object,
  responseJson: () => object,
  resultsJson: object,
): Credential {
  return objectOf(PublicKeyCredential.prototype, {
    id,
    type: 'public-key',
    rawId: fromBase64Url(id),
    response,
    authenticatorAttachment: ATTACHMENT,
    getClientExtensionResults: () => ({ ...results }),
    toJSON: () => ({
      authenticatorAttachment: ATTACHMENT,
      clientExtensionResults: { ...resultsJson },
      id,
      rawId: id,
      response: responseJson(),
      type: 'public-key',
    }),
  }) as unknown as Credential;
}

/** A proxy, which changes nothing but that it cannot be cloned into a message, as none of the browser's own can. */
function objectOf(prototype: object, members: Members): object {
  const made = new Proxy(Object.create(prototype) as object, {});
  ours.set(made, members);
  return made;
}

type Members = Readonly<Record<string, unknown>>;

/** Values of getters, and functions that make what a method returns. */
const ours = new WeakMap<object, Members>();

const CLASSES = [
  Credential,
  PublicKeyCredential,
  AuthenticatorResponse,
  AuthenticatorAttestationResponse,
  AuthenticatorAssertionResponse,
] as const;

export function patchCredentialClasses(): void {
  for (const { prototype } of CLASSES)
    for (const name of Object.getOwnPropertyNames(prototype))
      if (name !== 'constructor') standIn(prototype, name, (native, self) => memberOf(self, name, native));
}

/** Whether it was made here: to the browser itself it is none of its own. */
export function isOurs(credential: unknown): boolean {
  return ours.has(credential as object);
}

function memberOf(self: unknown, name: string, native: () => unknown): unknown {
  const members = ours.get(self as object);
  if (members === undefined || !Object.hasOwn(members, name)) return native();
  const member = members[name];
  return typeof member === 'function' ? (member as () => unknown)() : member;
}

function madeResults(
  { credProps, prf }: MadeCredential,
  declined: object,
): { readonly objects: object; readonly json: object } {
  const props = { ...declined, ...(credProps ? { credProps: { rk: true } } : {}) };
  if (prf === null) return { objects: props, json: props };
  const { results } = prf;
  return {
    objects: { ...props, prf: { enabled: true, ...(results && { results: prfObject(results) }) } },
    json: { ...props, prf: { enabled: true, ...(results && { results: prfJson(results) }) } },
  };
}

function prfObject({ first, second }: PrfAnswer): object {
  return { first: fromBase64Url(first), ...(second === null ? {} : { second: fromBase64Url(second) }) };
}

function prfJson({ first, second }: PrfAnswer): object {
  return { first, ...(second === null ? {} : { second }) };
}
