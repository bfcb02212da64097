// The objects that the page gets. Their members are getters on a prototype of their own between them and the browser's, so
// that `instanceof`, the names of classes and a page's look at own properties find what they find with the browser's own.
import type { MadeCredential, PrfAnswer, SignedAssertion } from '../../messaging/passkey-protocol.ts';
import { fromBase64Url } from './buffer-source.ts';

const TRANSPORTS = ['internal'] as const;
const ATTACHMENT = 'platform';

export function madeCredential(made: MadeCredential): Credential {
  const results = madeResults(made);
  const transports = [...TRANSPORTS];
  const response = objectOf(AuthenticatorAttestationResponse.prototype, {
    clientDataJSON: fromBase64Url(made.clientDataJSON),
    attestationObject: fromBase64Url(made.attestationObject),
    getAuthenticatorData: () => fromBase64Url(made.authenticatorData),
    getPublicKey: () => fromBase64Url(made.publicKey),
    getPublicKeyAlgorithm: () => made.algorithm,
    getTransports: () => [...transports],
  });
  return credentialOf(
    made.id,
    response,
    results.objects,
    () => ({
      clientDataJSON: made.clientDataJSON,
      attestationObject: made.attestationObject,
      authenticatorData: made.authenticatorData,
      publicKey: made.publicKey,
      publicKeyAlgorithm: made.algorithm,
      transports,
    }),
    results.json,
  );
}

export function signedCredential(signed: SignedAssertion): Credential {
  const response = objectOf(AuthenticatorAssertionResponse.prototype, {
    clientDataJSON: fromBase64Url(signed.clientDataJSON),
    authenticatorData: fromBase64Url(signed.authenticatorData),
    signature: fromBase64Url(signed.signature),
    userHandle: fromBase64Url(signed.userHandle),
  });
  const { clientDataJSON, authenticatorData, signature, userHandle, prf } = signed;
  const objects = prf === null ? {} : { prf: { results: prfObject(prf) } };
  const json = prf === null ? {} : { prf: { results: prfJson(prf) } };
  return credentialOf(
    signed.id,
    response,
    objects,
    () => ({ clientDataJSON, authenticatorData, signature, userHandle }),
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
      id,
      rawId: id,
      type: 'public-key',
      response: responseJson(),
      authenticatorAttachment: ATTACHMENT,
      clientExtensionResults: { ...resultsJson },
    }),
  }) as unknown as Credential;
}

function objectOf(prototype: object, members: Readonly<Record<string, unknown>>): object {
  const getters = Object.entries(members).map(([name, value]): [string, PropertyDescriptor] => [
    name,
    typeof value === 'function'
      ? { value, writable: true, enumerable: true, configurable: true }
      : { get: () => value, enumerable: true, configurable: true },
  ]);
  return Object.create(Object.create(prototype, Object.fromEntries(getters)) as object) as object;
}

function madeResults({ credProps, prf }: MadeCredential): {
  readonly objects: object;
  readonly json: object;
} {
  const props = credProps ? { credProps: { rk: true } } : {};
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
