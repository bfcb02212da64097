// What a page asked of the passkey provider, checked: all of it is page input.
import * as v from 'valibot';
import { decodeBase64 } from '../../core/bytes/base64.ts';
import type { Bytes } from '../../core/bytes/bytes.ts';
import type { PasskeySignal } from '../../core/passkeys/signals.ts';
import type { PasskeyAsk } from '../../messaging/passkey-protocol.ts';

const MAX_CHALLENGE = 65_536;
const MAX_PRF_INPUT = 65_536;
const MAX_CREDENTIALS = 512;
const MAX_TEXT = 4096;
const MAX_ID = 2048;

const shortText = v.pipe(v.string(), v.maxLength(MAX_TEXT));
const base64Url = (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(Math.ceil((most * 4) / 3)),
    v.check((text) => decodeBase64(text) !== undefined),
  );
const idSchema = base64Url(MAX_ID);
const rpIdSchema = v.nullable(v.pipe(v.string(), v.maxLength(253)));
const verificationSchema = v.picklist(['required', 'preferred', 'discouraged']);
const prfSchema = v.object({
  first: base64Url(MAX_PRF_INPUT),
  second: v.nullable(base64Url(MAX_PRF_INPUT)),
});
const idsSchema = v.pipe(v.array(idSchema), v.maxLength(MAX_CREDENTIALS));
const timeoutSchema = v.nullable(v.number());

const askSchema: v.GenericSchema<unknown, PasskeyAsk> = v.variant('type', [
  v.object({
    type: v.literal('create'),
    rpId: rpIdSchema,
    rpName: shortText,
    user: v.object({ id: base64Url(64), name: shortText, displayName: shortText }),
    challenge: base64Url(MAX_CHALLENGE),
    algorithms: v.pipe(v.array(v.number()), v.maxLength(MAX_CREDENTIALS)),
    exclude: idsSchema,
    verification: verificationSchema,
    credProps: v.boolean(),
    prf: v.nullable(v.object({ eval: v.nullable(prfSchema) })),
    timeoutMs: timeoutSchema,
  }),
  v.object({
    type: v.literal('get'),
    rpId: rpIdSchema,
    challenge: base64Url(MAX_CHALLENGE),
    allow: idsSchema,
    verification: verificationSchema,
    prf: v.nullable(
      v.object({
        eval: v.nullable(prfSchema),
        byCredential: v.pipe(
          v.array(v.object({ id: idSchema, input: prfSchema })),
          v.maxLength(MAX_CREDENTIALS),
        ),
      }),
    ),
    timeoutMs: timeoutSchema,
  }),
]);

/** Undefined where no page script of ours asks so: the browser's own provider then gives the right answer. */
export function readAsk(ask: unknown): PasskeyAsk | undefined {
  const read = v.safeParse(askSchema, ask, { abortEarly: true });
  return read.success ? read.output : undefined;
}

const signalSchema = v.variant('kind', [
  v.pipe(
    v.object({ kind: v.literal('unknown-credential'), rpId: v.string(), credentialId: idSchema }),
    v.transform((signal): PasskeySignal => signal),
  ),
  v.pipe(
    v.object({
      kind: v.literal('all-accepted-credentials'),
      rpId: v.string(),
      userId: base64Url(64),
      allAcceptedCredentialIds: idsSchema,
    }),
    v.transform(
      ({ kind, rpId, userId, allAcceptedCredentialIds }): PasskeySignal => ({
        kind,
        rpId,
        userHandle: userId,
        credentialIds: allAcceptedCredentialIds,
      }),
    ),
  ),
  v.pipe(
    v.object({
      kind: v.literal('current-user-details'),
      rpId: v.string(),
      userId: base64Url(64),
      name: shortText,
      displayName: shortText,
    }),
    v.transform(
      ({ kind, rpId, userId, name, displayName }): PasskeySignal => ({
        kind,
        rpId,
        userHandle: userId,
        userName: name,
        displayName,
      }),
    ),
  ),
]);

/** As the signal methods take it (WebAuthn Level 3, section 5.1.10), with its kind. */
export function readSignal(signal: unknown): PasskeySignal | undefined {
  const read = v.safeParse(signalSchema, signal);
  return read.success ? read.output : undefined;
}

/** Of a text that has been checked. */
export function bytesOf(text: string): Bytes {
  return decodeBase64(text) ?? new Uint8Array();
}
