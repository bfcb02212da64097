import * as v from 'valibot';

// What a browser gives back from a ceremony, as its `toJSON()` writes it. Bytes are base64url and decoded later.

/** 16 KiB is all a form may hold; a credential id has at most 1023 bytes (WebAuthn section 7.1). */
const base64url = v.pipe(v.string(), v.nonEmpty(), v.maxLength(16_384), v.regex(/^[\w-]+$/));
const credentialId = v.pipe(base64url, v.maxLength(1364));

const REGISTRATION = v.object({
  id: credentialId,
  type: v.literal('public-key'),
  response: v.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: v.fallback(
      v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z-]{1,20}$/))), v.maxLength(10)),
      [],
    ),
  }),
});

const ASSERTION = v.object({
  id: credentialId,
  type: v.literal('public-key'),
  response: v.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: v.nullish(v.pipe(v.string(), v.maxLength(86), v.regex(/^[\w-]*$/))),
  }),
});

/** The answer to `navigator.credentials.create`. */
export type RegistrationAnswer = v.InferOutput<typeof REGISTRATION>;

/** The answer to `navigator.credentials.get`. */
export type AssertionAnswer = v.InferOutput<typeof ASSERTION>;

export function readRegistration(text: string | null): RegistrationAnswer | undefined {
  const parsed = v.safeParse(REGISTRATION, parseJson(text));
  return parsed.success ? parsed.output : undefined;
}

export function readAssertion(text: string | null): AssertionAnswer | undefined {
  const parsed = v.safeParse(ASSERTION, parseJson(text));
  return parsed.success ? parsed.output : undefined;
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
