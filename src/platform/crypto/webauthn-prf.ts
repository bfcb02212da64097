// Unlocking by a passkey: a credential whose rp id is this extension's own origin, so that no site and no other extension
// can ask for it. Its PRF extension (WebAuthn Level 3, section 10.1.4) turns the random input of a key slot into 32 bytes.
import { encodeBase64Url } from '../../core/bytes/base64.ts';
import type { Bytes } from '../../core/bytes/bytes.ts';
import type { Result } from '../../core/result.ts';
import { systemRandom } from '../system.ts';

/** `refused`: cancelled, too slow, or not there any more; browsers tell these apart for nobody. */
export type PasskeyFailure = 'no-prf' | 'refused' | 'already-there' | 'unsupported' | 'failed';

export interface PasskeyAnswer {
  readonly credentialId: Bytes;
  /** 32 bytes. */
  readonly secret: Bytes;
}

/** The credential of a slot, and the 32 bytes that it is asked with. */
export interface PasskeyQuestion {
  readonly credentialId: Bytes;
  readonly prfInput: Bytes;
}

const PRF_OUTPUT_LENGTH = 32;

/** As long as a person may need to find a key ring. */
const DEADLINE_MS = 120_000;

/** ES256, EdDSA, RS256: nobody verifies a signature here, and an authenticator that has none of them is not refused less. */
const ALGORITHMS = [-7, -8, -257];

/** A new credential beside those that are known already, and what it answers for this input. */
export async function makePasskey(
  name: string,
  prfInput: Bytes,
  known: readonly Bytes[],
): Promise<Result<PasskeyAnswer, PasskeyFailure>> {
  const made = await ceremony(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: 'Tallystick' },
        // Random: it names neither the vault nor the person.
        user: { id: systemRandom.bytes(32), name, displayName: name },
        challenge: systemRandom.bytes(32),
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: known.map((id) => ({ type: 'public-key', id })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        timeout: DEADLINE_MS,
        extensions: { prf: { eval: { first: prfInput } } },
      },
    }),
  );
  if (!made.ok) return made;
  const { credentialId, results, isEnabled } = made.value;
  if (results !== undefined) return answerOf(credentialId, results);
  if (!isEnabled) {
    await forgetPasskey(credentialId);
    return { ok: false, error: 'no-prf' };
  }
  // Some authenticators evaluate it at a get only.
  return askPasskey([{ credentialId, prfInput }]);
}

/** Any one of these credentials; the user is verified by the authenticator. */
export async function askPasskey(
  questions: readonly PasskeyQuestion[],
): Promise<Result<PasskeyAnswer, PasskeyFailure>> {
  const evalByCredential = Object.fromEntries(
    questions.map(({ credentialId, prfInput }) => [encodeBase64Url(credentialId), { first: prfInput }]),
  );
  const got = await ceremony(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: systemRandom.bytes(32),
        allowCredentials: questions.map(({ credentialId }) => ({ type: 'public-key', id: credentialId })),
        userVerification: 'required',
        timeout: DEADLINE_MS,
        extensions: { prf: { evalByCredential } },
      },
    }),
  );
  return got.ok ? answerOf(got.value.credentialId, got.value.results) : got;
}

/** So that the authenticator need not list what opens nothing any more; it may not listen. */
export async function forgetPasskey(credentialId: Bytes): Promise<void> {
  const { PublicKeyCredential: kind } = globalThis as {
    readonly PublicKeyCredential?: {
      signalUnknownCredential?(of: { readonly rpId: string; readonly credentialId: string }): Promise<void>;
    };
  };
  const of = { rpId: location.host, credentialId: encodeBase64Url(credentialId) };
  await kind?.signalUnknownCredential?.(of).catch(() => undefined);
}

interface Found {
  readonly credentialId: Bytes;
  readonly results: BufferSource | undefined;
  readonly isEnabled: boolean;
}

async function ceremony(ask: () => Promise<Credential | null>): Promise<Result<Found, PasskeyFailure>> {
  await focus();
  try {
    const credential = await ask();
    if (!(credential instanceof PublicKeyCredential)) return { ok: false, error: 'failed' };
    const { prf } = credential.getClientExtensionResults();
    const credentialId = new Uint8Array(credential.rawId);
    const found = { credentialId, results: prf?.results?.first, isEnabled: prf?.enabled === true };
    return { ok: true, value: found };
  } catch (error) {
    return { ok: false, error: failureOf(error) };
  }
}

/** A ceremony is refused to a page without the focus, which a window that has just been opened may not have yet. */
async function focus(): Promise<void> {
  if (document.hasFocus()) return;
  await new Promise((resolve) => {
    window.addEventListener('focus', resolve, { once: true });
  });
}

function failureOf(error: unknown): PasskeyFailure {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'AbortError':
      return 'refused';
    case 'InvalidStateError':
      return 'already-there';
    case 'NotSupportedError':
    case 'ConstraintError':
      return 'unsupported';
    default:
      return 'failed';
  }
}

/** A copy of our own: the browser's buffer is not ours to overwrite. */
function answerOf(
  credentialId: Bytes,
  results: BufferSource | undefined,
): Result<PasskeyAnswer, PasskeyFailure> {
  if (results === undefined) return { ok: false, error: 'no-prf' };
  const secret = ArrayBuffer.isView(results)
    ? new Uint8Array(results.buffer, results.byteOffset, results.byteLength).slice()
    : new Uint8Array(results.slice(0));
  // Of all zeros nothing is secret: what answers so has no PRF.
  if (secret.length !== PRF_OUTPUT_LENGTH || secret.every((byte) => byte === 0)) {
    return { ok: false, error: 'no-prf' };
  }
  return { ok: true, value: { credentialId, secret } };
}
