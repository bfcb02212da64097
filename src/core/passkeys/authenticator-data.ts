// Authenticator data (WebAuthn Level 3, section 6.1).
import { sha256 } from '@noble/hashes/sha2.js';
import { ByteWriter } from '../bytes/byte-writer.ts';
import type { Bytes } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';

/**
 * Tallystick's own, the same for every copy of it (section 6.5.1): it lets a site and the user tell where a passkey is
 * kept, and nothing else. Made at random once; it never
 * changes: 8c016e7a-fd67-4626-ae93-71d941c64e35.
 */
export const AAGUID: Bytes = Uint8Array.of(
  0x8c,
  0x01,
  0x6e,
  0x7a,
  0xfd,
  0x67,
  0x46,
  0x26,
  0xae,
  0x93,
  0x71,
  0xd9,
  0x41,
  0xc6,
  0x4e,
  0x35,
);

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const BACKUP_ELIGIBLE = 0x08;
const BACKUP_STATE = 0x10;
const ATTESTED_CREDENTIAL_DATA = 0x40;

/** Copies of a vault cannot agree on a counter, so there is none (section 6.1.1). */
const SIGN_COUNT = 0;

export interface CeremonyState {
  /** The user verified in this ceremony, by the passphrase or a key slot. Present is whoever confirmed the prompt. */
  readonly userVerified: boolean;
  /** The vault was backed up or exported since the passkey was made (section 6.1.3, BS). */
  readonly backedUp: boolean;
}

/** A new credential, inside the authenticator data of its registration. */
export interface AttestedCredential {
  readonly credentialId: Bytes;
  /** COSE_Key. */
  readonly publicKey: Bytes;
}

export function encodeAuthenticatorData(
  rpId: string,
  { userVerified, backedUp }: CeremonyState,
  attested?: AttestedCredential,
): Bytes {
  let flags = USER_PRESENT | BACKUP_ELIGIBLE;
  if (userVerified) flags |= USER_VERIFIED;
  if (backedUp) flags |= BACKUP_STATE;
  if (attested !== undefined) flags |= ATTESTED_CREDENTIAL_DATA;
  const writer = new ByteWriter()
    .bytes(sha256(encodeUtf8(rpId)))
    .u8(flags)
    .u32(SIGN_COUNT);
  if (attested !== undefined) {
    const { credentialId, publicKey } = attested;
    writer.bytes(AAGUID).u16(credentialId.length).bytes(credentialId).bytes(publicKey);
  }
  return writer.finish();
}
