// What a site asks before a ceremony (is there a place for passkeys?), and what it says afterwards (signal methods).
import type { Link } from './link.ts';

type Statics = Record<string, ((options?: object) => Promise<unknown>) | undefined>;

const SIGNALS = {
  signalUnknownCredential: 'unknown-credential',
  signalAllAcceptedCredentials: 'all-accepted-credentials',
  signalCurrentUserDetails: 'current-user-details',
} as const;

export function patchStatics(link: Link): void {
  const statics = PublicKeyCredential as unknown as Statics;
  replace(statics, 'isUserVerifyingPlatformAuthenticatorAvailable', () => Promise.resolve(true));
  replace(statics, 'getClientCapabilities', async (native) => ({
    ...((await native()) as object),
    passkeyPlatformAuthenticator: true,
    userVerifyingPlatformAuthenticator: true,
  }));
  for (const [name, kind] of Object.entries(SIGNALS)) {
    replace(statics, name, async (native, options) => {
      // The browser looks at the arguments first, and tells its own provider.
      const answer = await native();
      link.signal({ ...options, kind });
      return answer;
    });
  }
}

function replace(
  statics: Statics,
  name: string,
  answer: (native: () => Promise<unknown>, options: object | undefined) => Promise<unknown>,
): void {
  const descriptor = Object.getOwnPropertyDescriptor(statics, name);
  const native = statics[name];
  if (descriptor === undefined || native === undefined) return;
  const replacement = {
    [name](this: unknown, ...given: [object?]): Promise<unknown> {
      return answer(() => Reflect.apply(native, this, given), given[0]);
    },
  }[name];
  Object.defineProperty(replacement, 'length', { value: native.length });
  Object.defineProperty(statics, name, { ...descriptor, value: replacement });
}
