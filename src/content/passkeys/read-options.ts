// The page's options as the background is asked them. Read after the browser has accepted them, so that a value of a wrong
// type has been refused by then.
import type { CreateAsk, GetAsk, PrfAsk, Verification } from '../../messaging/passkey-protocol.ts';
import { toBase64Url } from './buffer-source.ts';

/** Undefined for what only the browser's own provider can do. */
export function createAsk(options: PublicKeyCredentialCreationOptions): CreateAsk | undefined {
  const { rp, user, extensions = {}, authenticatorSelection = {}, attestation } = options;
  const wanted = extensions as Extensions;
  // A key to plug in, a statement about the device: not ours to give.
  if (authenticatorSelection.authenticatorAttachment === 'cross-platform' || attestation === 'enterprise')
    return undefined;
  if (needsAnother(wanted)) return undefined;
  return {
    type: 'create',
    rpId: rp.id === undefined ? null : textOf(rp.id),
    rpName: textOf(rp.name),
    user: { id: toBase64Url(user.id), name: textOf(user.name), displayName: textOf(user.displayName) },
    challenge: toBase64Url(options.challenge),
    algorithms: algorithmsOf(options.pubKeyCredParams),
    exclude: (options.excludeCredentials ?? []).map(({ id }) => toBase64Url(id)),
    verification: verificationOf(authenticatorSelection.userVerification),
    credProps: wanted.credProps === true,
    prf: wanted.prf === undefined ? null : { eval: prfOf(wanted.prf.eval) },
    timeoutMs: options.timeout === undefined ? null : numberOf(options.timeout),
  };
}

/** Undefined for what only the browser's own provider can do. */
export function getAsk(options: PublicKeyCredentialRequestOptions): GetAsk | undefined {
  const wanted = (options.extensions ?? {}) as Extensions;
  if (needsAnother(wanted) || wanted.largeBlob !== undefined || wanted.appid !== undefined) return undefined;
  const byCredential = Object.entries(wanted.prf?.evalByCredential ?? {});
  return {
    type: 'get',
    rpId: options.rpId === undefined ? null : textOf(options.rpId),
    challenge: toBase64Url(options.challenge),
    allow: (options.allowCredentials ?? []).map(({ id }) => toBase64Url(id)),
    verification: verificationOf(options.userVerification),
    prf:
      wanted.prf === undefined
        ? null
        : {
            eval: prfOf(wanted.prf.eval),
            byCredential: byCredential.flatMap(([id, values]) => {
              const input = prfOf(values);
              return input === null ? [] : [{ id, input }];
            }),
          },
    timeoutMs: options.timeout === undefined ? null : numberOf(options.timeout),
  };
}

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
  return parameters.filter(({ type }) => textOf(type) === 'public-key').map(({ alg }) => numberOf(alg));
}

/** As the browser converted it for itself: a page may give a number, or an object, where a text is meant. */
function textOf(value: unknown): string {
  return String(value);
}

function numberOf(value: unknown): number {
  return Number(value);
}

function verificationOf(wanted: string | undefined): Verification {
  return wanted === 'required' || wanted === 'discouraged' ? wanted : 'preferred';
}

function prfOf(values: PrfValues | undefined): PrfAsk | null {
  if (values === undefined) return null;
  const { first, second } = values;
  return { first: toBase64Url(first), second: second === undefined ? null : toBase64Url(second) };
}
