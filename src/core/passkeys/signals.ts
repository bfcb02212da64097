// What a site says about its passkeys (signal methods, WebAuthn Level 3, section 5.1.10). A site that errs must not cost
// anybody a passkey: one that it disowns is no longer offered, and nothing more.
import type { PasskeyDescription } from '../vault/records/passkey-record.ts';

/** Ids as base64url without padding. The rp id is one of the page that says it. */
export type PasskeySignal =
  | { readonly kind: 'unknown-credential'; readonly rpId: string; readonly credentialId: string }
  | {
      readonly kind: 'all-accepted-credentials';
      readonly rpId: string;
      readonly userHandle: string;
      readonly credentialIds: readonly string[];
    }
  | {
      readonly kind: 'current-user-details';
      readonly rpId: string;
      readonly userHandle: string;
      readonly userName: string;
      readonly displayName: string;
    };

/** The passkey as it is after the signal; undefined where it changes nothing about it. */
export function signalled(
  passkey: PasskeyDescription,
  signal: PasskeySignal,
  now: number,
): PasskeyDescription | undefined {
  if (passkey.rpId !== signal.rpId) return undefined;
  if (signal.kind === 'unknown-credential')
    return passkey.credentialId === signal.credentialId ? withHidden(passkey, now) : undefined;
  if (passkey.userHandle !== signal.userHandle) return undefined;
  if (signal.kind === 'all-accepted-credentials') {
    const isAccepted = signal.credentialIds.includes(passkey.credentialId);
    return withHidden(passkey, isAccepted ? null : now);
  }
  const { userName, displayName } = signal;
  const isSame = passkey.userName === userName && passkey.displayName === displayName;
  return isSame ? undefined : { ...passkey, userName, displayName };
}

/** Hidden since the first time that the site said so. */
function withHidden(passkey: PasskeyDescription, hiddenAt: number | null): PasskeyDescription | undefined {
  return (passkey.hiddenAt === null) === (hiddenAt === null) ? undefined : { ...passkey, hiddenAt };
}
