// What an organisation that looks after the browser has set. It comes from storage.managed, which only the browser writes.
import * as v from 'valibot';
import { isOrigin } from '../sites/origin.ts';
import type { Site } from '../sites/site.ts';
import { LOCK_CHOICES, type LockChoice } from '../vault/lock.ts';

export type PassphraseStrength = 0 | 1 | 2;

export interface DefaultSite {
  readonly issuer: string;
  readonly origin: string;
}

export interface Policy {
  /** In the order of `LOCK_CHOICES`; all of them where nothing is set. Never empty. */
  readonly lockChoices: readonly LockChoice[];
  /** Below this a new passphrase is refused; 0 where nothing is set. */
  readonly leastStrength: PassphraseStrength;
  readonly isExportDisabled: boolean;
  readonly isPasskeyProviderDisabled: boolean;
  readonly defaultSites: readonly DefaultSite[];
  /** The names of settings whose value is none that this version knows: they have no effect, and it is said. */
  readonly notUnderstood: readonly string[];
}

export const NO_POLICY: Policy = {
  lockChoices: LOCK_CHOICES,
  leastStrength: 0,
  isExportDisabled: false,
  isPasskeyProviderDisabled: false,
  defaultSites: [],
  notUnderstood: [],
};

const STRENGTHS = { fair: 1, good: 2 } as const;

/** As the schema for administrators has them (public/managed-schema.json). */
const POLICY_SETTINGS = {
  allowedLockChoices: v.pipe(
    v.array(v.picklist(LOCK_CHOICES.map(String))),
    v.minLength(1),
    v.transform((given) => LOCK_CHOICES.filter((choice) => given.includes(String(choice)))),
  ),
  minimumPassphraseStrength: v.pipe(
    v.picklist(['fair', 'good']),
    v.transform((name): PassphraseStrength => STRENGTHS[name]),
  ),
  disableExport: v.boolean(),
  disablePasskeyProvider: v.boolean(),
  defaultSites: v.pipe(
    v.array(
      v.object({
        issuer: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
        origin: v.pipe(v.string(), v.check(isOrigin)),
      }),
    ),
    v.maxLength(1000),
  ),
};

type Setting = keyof typeof POLICY_SETTINGS;

export const POLICY_NAMES: readonly string[] = Object.keys(POLICY_SETTINGS);

/** Each setting by itself: one that is wrong takes no other along. */
export function readPolicy(managed: unknown): Policy {
  const given = v.safeParse(v.record(v.string(), v.unknown()), managed);
  if (!given.success) return NO_POLICY;
  const notUnderstood = Object.keys(given.output).filter(
    (name) => !isSetting(name) || !v.is(POLICY_SETTINGS[name], given.output[name]),
  );
  const setting = <Name extends Setting>(
    name: Name,
  ): v.InferOutput<(typeof POLICY_SETTINGS)[Name]> | undefined => {
    const parsed = v.safeParse(POLICY_SETTINGS[name], given.output[name]);
    return parsed.success ? parsed.output : undefined;
  };
  return {
    lockChoices: setting('allowedLockChoices') ?? NO_POLICY.lockChoices,
    leastStrength: setting('minimumPassphraseStrength') ?? NO_POLICY.leastStrength,
    isExportDisabled: setting('disableExport') ?? false,
    isPasskeyProviderDisabled: setting('disablePasskeyProvider') ?? false,
    defaultSites: setting('defaultSites') ?? [],
    notUnderstood,
  };
}

/** What counts where the user's own choice is not allowed: the loosest that is not looser, else the strictest. */
export function lockUnder({ lockChoices }: Policy, chosen: LockChoice): LockChoice {
  const allowed = lockChoices.filter(
    (choice) => LOCK_CHOICES.indexOf(choice) <= LOCK_CHOICES.indexOf(chosen),
  );
  return allowed.at(-1) ?? lockChoices[0] ?? chosen;
}

/** The site of an account that was added without one; none where its issuer is not named. */
export function sitesUnder({ defaultSites }: Policy, account: NewAccount): readonly Site[] {
  const issuer = account.issuer.trim().toLowerCase();
  if (account.sites.length > 0 || issuer === '') return account.sites;
  return defaultSites
    .filter((site) => site.issuer.trim().toLowerCase() === issuer)
    .map(({ origin }) => ({ origin, match: 'origin' }));
}

interface NewAccount {
  readonly issuer: string;
  readonly sites: readonly Site[];
}

function isSetting(name: string): name is Setting {
  return Object.hasOwn(POLICY_SETTINGS, name);
}
