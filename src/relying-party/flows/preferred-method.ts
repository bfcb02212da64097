import type { User } from '../store/users.ts';
import type { Factors } from './factors.ts';

export const PREFERRED_METHODS = ['passkey', 'totp', 'recovery-code'] as const;

/** What a user wants to be asked for first. */
export type PreferredMethod = (typeof PREFERRED_METHODS)[number];

export function isPreferredMethod(text: unknown): text is PreferredMethod {
  return PREFERRED_METHODS.some((method) => method === text);
}

/** The methods that the user has, in the order in which sign-in shows them: the preferred one first, none left out. */
export function orderedMethods(
  user: Pick<User, 'preferredFactor'>,
  factors: Factors,
): readonly PreferredMethod[] {
  const has: Readonly<Record<PreferredMethod, boolean>> = {
    passkey: factors.passkeys.length > 0,
    totp: factors.authenticators.length > 0,
    'recovery-code': factors.count > 0,
  };
  const methods = PREFERRED_METHODS.filter((method) => has[method]);
  const { preferredFactor } = user;
  return [
    ...methods.filter((method) => method === preferredFactor),
    ...methods.filter((method) => method !== preferredFactor),
  ];
}
