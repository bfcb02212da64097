import type { Passkey } from '../../../src/core/passkeys/passkey.ts';
import {
  type PasskeyDescription,
  type PasskeyRecord,
  passkeyRecordOf,
} from '../../../src/core/vault/records/passkey-record.ts';
import { START } from '../vault/outside.ts';

/** A passkey whose keys are no keys: where nothing is signed, any bytes will do. Its ids follow from its name. */
export function passkeyNamed(userName: string, more: Partial<Passkey> = {}): Passkey {
  return {
    credentialId: new TextEncoder().encode(`credential of ${userName}`),
    rpId: 'example.com',
    rpName: 'Example',
    userHandle: new TextEncoder().encode(userName),
    userName,
    displayName: userName.toUpperCase(),
    algorithm: -7,
    privateKey: new Uint8Array(138).fill(userName.length),
    prfSecret: new Uint8Array(32).fill(userName.charCodeAt(0)),
    createdAt: START,
    lastUsedAt: null,
    hiddenAt: null,
    hasCopy: false,
    ...more,
  };
}

export function passkeyRecord(userName: string, more: Partial<PasskeyDescription> = {}): PasskeyRecord {
  const record = passkeyRecordOf(passkeyNamed(userName));
  return { ...record, passkey: { ...record.passkey, ...more } };
}
