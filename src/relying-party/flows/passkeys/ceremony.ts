import type { Site } from '../../site.ts';
import { type CeremonyPurpose, replaceCeremony, takeCeremony } from '../../store/ceremonies.ts';
import { listPasskeys, userHandleOf } from '../../store/passkeys.ts';
import type { User } from '../../store/users.ts';
import type { Expected } from './passkey-checks.ts';
import { ALGORITHMS } from './passkey-verification.ts';

const CEREMONY_MS = 5 * 60_000;

/** The name alone; the whole origin is compared with what the browser says, and neither is taken from a request. */
function rpIdOf({ origin }: Site): string {
  return new URL(origin).hostname;
}

/** What `PublicKeyCredential.parseCreationOptionsFromJSON` takes. */
export function beginRegistration(site: Site, ownerHash: string, user: User): object {
  const challenge = newChallenge(site, ownerHash, 'registration');
  const handle = userHandleOf(site.database, user.id, site.random.bytes(32));
  const { passkeys } = site.policy;
  return {
    rp: { id: rpIdOf(site), name: site.policy.product.name },
    user: { id: toBase64url(handle), name: user.email, displayName: user.name },
    challenge,
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: CEREMONY_MS,
    attestation: 'none',
    authenticatorSelection: {
      residentKey: passkeys?.signsInAlone ? 'preferred' : 'discouraged',
      userVerification: passkeys?.userVerification,
    },
    excludeCredentials: descriptorsOf(site, user.id),
  };
}

/** What `PublicKeyCredential.parseRequestOptionsFromJSON` takes. */
export function beginAssertion(
  site: Site,
  ownerHash: string,
  begun: { readonly purpose: Exclude<CeremonyPurpose, 'registration'>; readonly userId: number | undefined },
): object {
  return {
    rpId: rpIdOf(site),
    challenge: newChallenge(site, ownerHash, begun.purpose),
    timeout: CEREMONY_MS,
    userVerification: requiresUserVerification(site, begun.purpose)
      ? 'required'
      : site.policy.passkeys?.userVerification,
    // Nothing is listed where it is not known who comes: the authenticator then offers what it has for this site.
    allowCredentials: begun.userId === undefined ? [] : descriptorsOf(site, begun.userId),
  };
}

/** Ends the open ceremony: what its answer has to fit, or undefined where none is open. */
export function endCeremony(site: Site, ownerHash: string, purpose: CeremonyPurpose): Expected | undefined {
  const challenge = takeCeremony(site.database, { ownerHash, purpose }, site.clock.now());
  if (challenge === undefined) return undefined;
  return {
    challenge,
    origin: site.origin,
    rpId: rpIdOf(site),
    requireUserVerification: requiresUserVerification(site, purpose),
  };
}

/** Alone it stands for name, password and second factor, so that it has to verify the user itself. */
function requiresUserVerification(site: Site, purpose: CeremonyPurpose): boolean {
  return purpose === 'sign-in' || site.policy.passkeys?.userVerification === 'required';
}

function newChallenge(site: Site, ownerHash: string, purpose: CeremonyPurpose): string {
  const challenge = toBase64url(site.random.bytes(32));
  const now = site.clock.now();
  replaceCeremony(site.database, { ownerHash, purpose, challenge, expiresAt: now + CEREMONY_MS }, now);
  return challenge;
}

function descriptorsOf(site: Site, userId: number): readonly object[] {
  return listPasskeys(site.database, userId).map(({ credentialId, transports }) => ({
    type: 'public-key',
    id: credentialId,
    transports: JSON.parse(transports) as unknown,
  }));
}

function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
