// A passkey as a record: all but its keys is the description, which the index holds too, so that a list and the choice of
// a passkey for a site open no record.
import * as v from 'valibot';
import { decodeBase64, encodeBase64Url } from '../../bytes/base64.ts';
import type { Bytes } from '../../bytes/bytes.ts';
import { COSE_ALGORITHMS, type Passkey } from '../../passkeys/passkey.ts';
import { labelSchema } from './account-schema.ts';

/** `Passkey` without its keys, its bytes as base64url. */
export interface PasskeyDescription
  extends Omit<Passkey, 'credentialId' | 'userHandle' | 'privateKey' | 'prfSecret'> {
  readonly credentialId: string;
  readonly userHandle: string;
}

export interface PasskeyRecord {
  readonly type: 'passkey';
  readonly passkey: PasskeyDescription;
  /** PKCS#8. */
  readonly privateKey: Bytes;
  /** 32 bytes. */
  readonly prfSecret: Bytes;
}

const MAX_CREDENTIAL_ID = 1023;
const MAX_USER_HANDLE = 64;
const MAX_HOST = 253;

const timeSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const bytesSchema = (max: number) =>
  v.pipe(
    v.string(),
    v.check((text) => {
      const bytes = decodeBase64(text);
      return (
        bytes !== undefined && bytes.length > 0 && bytes.length <= max && encodeBase64Url(bytes) === text
      );
    }),
  );

export const credentialIdSchema: v.GenericSchema<string> = bytesSchema(MAX_CREDENTIAL_ID);
export const userHandleSchema: v.GenericSchema<string> = bytesSchema(MAX_USER_HANDLE);
export const rpIdSchema: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.maxLength(MAX_HOST),
  v.regex(/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/),
);

const passkeyMembers = {
  credentialId: credentialIdSchema,
  rpId: rpIdSchema,
  rpName: labelSchema,
  userHandle: userHandleSchema,
  userName: labelSchema,
  displayName: labelSchema,
  algorithm: v.picklist(COSE_ALGORITHMS),
  createdAt: timeSchema,
  lastUsedAt: v.nullable(timeSchema),
  hiddenAt: v.nullable(timeSchema),
  hasCopy: v.boolean(),
} as const;

export const passkeySchema: v.GenericSchema<PasskeyDescription> = v.object(passkeyMembers);

const MEMBERS = Object.keys(passkeyMembers) as readonly (keyof PasskeyDescription)[];

/** True where both say the same, but for the members that are passed over. */
export function isSamePasskey(
  a: PasskeyDescription,
  b: PasskeyDescription,
  passedOver: readonly (keyof PasskeyDescription)[],
): boolean {
  return MEMBERS.every((member) => passedOver.includes(member) || a[member] === b[member]);
}

export function passkeyRecordOf({ privateKey, prfSecret, ...described }: Passkey): PasskeyRecord {
  const { credentialId, rpId, rpName, userHandle, ...rest } = described;
  // In the order of the format, whatever order the caller's members have.
  const { userName, displayName, algorithm, createdAt, lastUsedAt, hiddenAt, hasCopy } = rest;
  const passkey = {
    credentialId: encodeBase64Url(credentialId),
    rpId,
    rpName,
    userHandle: encodeBase64Url(userHandle),
    userName,
    displayName,
    algorithm,
    createdAt,
    lastUsedAt,
    hiddenAt,
    hasCopy,
  };
  return { type: 'passkey', passkey, privateKey, prfSecret };
}

export function passkeyOf({ passkey, privateKey, prfSecret }: PasskeyRecord): Passkey {
  return {
    ...passkey,
    credentialId: bytesOf(passkey.credentialId),
    userHandle: bytesOf(passkey.userHandle),
    privateKey,
    prfSecret,
  };
}

/** What it is called in a list of accounts. */
export function passkeyNames({ rpId, rpName, userName, displayName }: PasskeyDescription): {
  readonly issuer: string;
  readonly accountName: string;
} {
  return { issuer: rpName === '' ? rpId : rpName, accountName: userName === '' ? displayName : userName };
}

function bytesOf(base64url: string): Bytes {
  const bytes = decodeBase64(base64url);
  if (bytes === undefined) throw new RangeError('expected base64url');
  return bytes;
}
