// The page's options as the background is asked them: a copy (snapshot.ts) that the browser has accepted, so that a value of a
// wrong type has been refused by then.
import type { CreateAsk, GetAsk, PrfAsk, Verification } from '../../messaging/passkey-protocol.ts';
import { toBase64Url } from './buffer-source.ts';

/** Undefined for what only the browser's own provider can do. */
export function createAsk(options: PublicKeyCredentialCreationOptions): CreateAsk | undefined {
  const { rp, user, extensions = {}, authenticatorSelection = {}, attestation } = options;
  const wanted = extensions as Extensions;
  // A key to plug in, a statement about the device: not ours to give.
  if (authenticatorSelection.authenticatorAttachment === 'cross-platform' || attestation === 'enterprise')
    return undefined;
  if (needsAnother(wanted) || wantsOtherDevice(options) || !isUserId(user.id)) return undefined;
  return {
    type: 'create',
    rpId: rp.id ?? null,
    rpName: rp.name,
    user: { id: toBase64Url(user.id), name: user.name, displayName: user.displayName },
    challenge: toBase64Url(options.challenge),
    algorithms: algorithmsOf(options.pubKeyCredParams),
    exclude: idsOf(options.excludeCredentials),
    verification: verificationOf(authenticatorSelection.userVerification),
    credProps: wanted.credProps === true,
    prf: wanted.prf === undefined ? null : { eval: prfOf(wanted.prf.eval) },
    timeoutMs: options.timeout === undefined ? null : options.timeout >>> 0,
  };
}

/** Undefined for what only the browser's own provider can do. */
export function getAsk(options: PublicKeyCredentialRequestOptions): GetAsk | undefined {
  const wanted = (options.extensions ?? {}) as Extensions;
  if (needsAnother(wanted) || wanted.largeBlob !== undefined || wanted.appid !== undefined) return undefined;
  const allow = idsOf(options.allowCredentials);
  // All of kinds that do not exist: an empty list would stand for any.
  if (allow.length === 0 && (options.allowCredentials ?? []).length > 0) return undefined;
  return {
    type: 'get',
    rpId: options.rpId ?? null,
    challenge: toBase64Url(options.challenge),
    allow,
    verification: verificationOf(options.userVerification),
    prf: wanted.prf === undefined ? null : getPrf(wanted.prf),
    timeoutMs: options.timeout === undefined ? null : options.timeout >>> 0,
  };
}

function idsOf(descriptors: readonly PublicKeyCredentialDescriptor[] = []): readonly string[] {
  return descriptors.filter(({ type }) => type === 'public-key').map(({ id }) => toBase64Url(id));
}

/** Of the wrong length, for which the browser has the right error (WebAuthn Level 3, section 5.4.3). */
function isUserId({ byteLength }: BufferSource): boolean {
  return byteLength >= 1 && byteLength <= 64;
}

/** The hints go over the older member (WebAuthn Level 3, section 5.8.7). */
function wantsOtherDevice(options: object): boolean {
  const { hints = [] } = options as { readonly hints?: readonly string[] };
  return hints.some((hint) => OTHER_DEVICES.includes(hint)) && !hints.includes('client-device');
}

const OTHER_DEVICES: readonly string[] = ['security-key', 'hybrid'];

/** Extensions without which the site does not want the credential. */
function needsAnother({ payment, largeBlob, enforceCredentialProtectionPolicy }: Extensions): boolean {
  return (
    payment !== undefined || largeBlob?.support === 'required' || enforceCredentialProtectionPolicy === true
  );
}

interface PrfValues {
  readonly first: BufferSource;
  readonly second?: BufferSource;
}

interface Extensions {
  readonly credProps?: unknown;
  readonly prf?: { readonly eval?: PrfValues; readonly evalByCredential?: Record<string, PrfValues> };
  readonly largeBlob?: { readonly support?: unknown };
  readonly payment?: unknown;
  readonly appid?: unknown;
  readonly enforceCredentialProtectionPolicy?: unknown;
}

/** An empty list stands for the two that the specification names (WebAuthn Level 3, section 5.1.3, step 9). */
function algorithmsOf(parameters: readonly PublicKeyCredentialParameters[]): readonly number[] {
  if (parameters.length === 0) return [-7, -257];
  return parameters.filter(({ type }) => type === 'public-key').map(({ alg }) => alg | 0);
}

function verificationOf(wanted: string | undefined): Verification {
  return wanted === 'required' || wanted === 'discouraged' ? wanted : 'preferred';
}

function getPrf({ eval: values, evalByCredential = {} }: NonNullable<Extensions['prf']>): GetAsk['prf'] {
  const byCredential = Object.entries(evalByCredential).flatMap(([id, one]) => {
    const input = prfOf(one);
    return input === null ? [] : [{ id, input }];
  });
  return { eval: prfOf(values), byCredential };
}

function prfOf(values: PrfValues | undefined): PrfAsk | null {
  if (values === undefined) return null;
  const { first, second } = values;
  return { first: toBase64Url(first), second: second === undefined ? null : toBase64Url(second) };
}
