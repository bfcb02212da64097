import type { User } from '../store/users.ts';

export const PREFERRED_METHODS = ['totp', 'recovery-code'] as const;

/** What a user wants to be asked for first. */
export type PreferredMethod = (typeof PREFERRED_METHODS)[number];

export function isPreferredMethod(text: unknown): text is PreferredMethod {
  return PREFERRED_METHODS.some((method) => method === text);
}

/** The methods in the order in which sign-in names them: the preferred one first, none left out. */
export function orderedMethods(user: Pick<User, 'preferredFactor'>): readonly PreferredMethod[] {
  const preferred = user.preferredFactor;
  return isPreferredMethod(preferred)
    ? [preferred, ...PREFERRED_METHODS.filter((method) => method !== preferred)]
    : PREFERRED_METHODS;
}
