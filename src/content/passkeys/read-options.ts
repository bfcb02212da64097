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
  if (isForBrowserAtCreate(wanted) || wantsOtherDevice(options) || !isUserId(user.id)) return undefined;
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
  const allow = idsOf(options.allowCredentials);
  // All of kinds that do not exist: an empty list would stand for any.
  if (allow.length === 0 && (options.allowCredentials ?? []).length > 0) return undefined;
  if (isForBrowserAtGet(wanted, allow)) return undefined;
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

/** Extensions that are refused at a creation, or without which the site does not want the credential. */
function isForBrowserAtCreate(wanted: Extensions): boolean {
  const { largeBlob, prf } = wanted;
  return (
    asksFor(wanted, ['payment', 'appid', 'credentialProtectionPolicy', 'remoteDesktopClientOverride']) ||
    !isOwnAppId(wanted.appidExclude) ||
    prf?.evalByCredential !== undefined ||
    largeBlob?.support === 'required' ||
    largeBlob?.read !== undefined ||
    largeBlob?.write !== undefined
  );
}

/** The same for a sign-in. PRF inputs are for credentials that are allowed (WebAuthn Level 3, section 10.1.4). */
function isForBrowserAtGet(wanted: Extensions, allow: readonly string[]): boolean {
  return (
    asksFor(wanted, ['payment', 'appidExclude', 'credProps', 'remoteDesktopClientOverride']) ||
    !isOwnAppId(wanted.appid) ||
    isWrongLargeBlob(wanted.largeBlob, allow) ||
    Object.keys(wanted.prf?.evalByCredential ?? {}).some((id) => !allow.includes(id))
  );
}

/** For which the browser has the right error (WebAuthn Level 3, section 10.1.5). */
function isWrongLargeBlob(largeBlob: Extensions['largeBlob'] = {}, allow: readonly string[]): boolean {
  const { support, read, write } = largeBlob;
  return support !== undefined || (write !== undefined && (read === true || allow.length !== 1));
}

/** The id by which the older keys know the site. What is not certainly its own is looked at by the browser (section 10.1.1). */
function isOwnAppId(appId: string | undefined): boolean {
  if (appId === undefined) return true;
  const { protocol = '', hostname = '' } = URL.parse(appId) ?? {};
  return protocol === 'https:' && `.${location.hostname}`.endsWith(`.${hostname}`);
}

/** What a creation says of extensions that a site asks for and can do without (WebAuthn Level 3, section 10.1; CTAP 2.1). */
export function declinedAtCreate(options: { readonly extensions?: object }): object {
  const { largeBlob, credBlob, hmacCreateSecret } = (options.extensions ?? {}) as Extensions;
  return {
    ...(largeBlob === undefined ? {} : { largeBlob: { supported: false } }),
    ...(credBlob === undefined ? {} : { credBlob: false }),
    ...(hmacCreateSecret === true ? { hmacCreateSecret: false } : {}),
  };
}

/** The same of a sign-in. */
export function declinedAtGet(options: { readonly extensions?: object }): object {
  const { largeBlob, appid, getCredBlob, prf } = (options.extensions ?? {}) as Extensions;
  return {
    ...(largeBlob === undefined
      ? {}
      : { largeBlob: largeBlob.write === undefined ? {} : { written: false } }),
    ...(appid === undefined ? {} : { appid: false }),
    ...(getCredBlob === true ? { getCredBlob: new ArrayBuffer(0) } : {}),
    ...(prf === undefined ? {} : { prf: {} }),
  };
}

function asksFor(wanted: Extensions, names: readonly (keyof Extensions)[]): boolean {
  return names.some((name) => wanted[name] !== undefined);
}

interface PrfValues {
  readonly first: BufferSource;
  readonly second?: BufferSource;
}

interface Extensions {
  readonly credProps?: unknown;
  readonly prf?: { readonly eval?: PrfValues; readonly evalByCredential?: Record<string, PrfValues> };
  readonly largeBlob?: { readonly support?: unknown; readonly read?: unknown; readonly write?: unknown };
  readonly credBlob?: unknown;
  readonly payment?: unknown;
  readonly getCredBlob?: unknown;
  readonly hmacCreateSecret?: unknown;
  readonly appid?: string;
  readonly appidExclude?: string;
  readonly credentialProtectionPolicy?: unknown;
  readonly remoteDesktopClientOverride?: unknown;
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
