// What a site asks before a ceremony (is there a place for passkeys?), and what it says afterwards (signal methods).
import type { Link } from './link.ts';
import { SIGNAL_OPTIONS } from './options-members.ts';
import { standIn } from './stand-in.ts';

const SIGNALS = [
  ['signalUnknownCredential', 'unknown-credential'],
  ['signalAllAcceptedCredentials', 'all-accepted-credentials'],
  ['signalCurrentUserDetails', 'current-user-details'],
] as const;

export function patchStatics(link: Link): void {
  standIn(PublicKeyCredential, 'isUserVerifyingPlatformAuthenticatorAvailable', () => Promise.resolve(true));
  // Ours can be offered even where the browser has no place for its own.
  standIn(PublicKeyCredential, 'isConditionalMediationAvailable', () => Promise.resolve(true));
  standIn(PublicKeyCredential, 'getClientCapabilities', async (native) => {
    const capabilities = {
      ...((await native()) as object),
      conditionalGet: true,
      passkeyPlatformAuthenticator: true,
      userVerifyingPlatformAuthenticator: true,
    };
    return Object.fromEntries(Object.entries(capabilities).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
  for (const [name, kind] of SIGNALS) {
    standIn(PublicKeyCredential, name, (_native, self, given, target) => {
      const copies = given.map((options) => SIGNAL_OPTIONS[name](options));
      // The browser looks at the arguments first, and tells its own provider.
      const answer = Reflect.apply(target, self, copies) as Promise<unknown>;
      link.signal(answer.then(() => ({ ...(copies[0] as object), kind })));
      return answer;
    });
  }
}
