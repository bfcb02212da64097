// The sites whose pages may keep passkeys here: those that the user turned it on for, and allowed. One pattern stands for
// all of them but those that the user left out.
import { ALL_SITES, permissionPattern } from '../../core/sites/origin.ts';
import type { SiteChoices } from '../fill/offer-service.ts';

export interface PasskeySitesParts {
  /** An organisation wants no passkeys here: as if no site had been chosen. */
  readonly isForbidden: () => Promise<boolean>;
  readonly choices: Pick<SiteChoices, 'read'>;
  /** Of the given patterns those that the user allowed. */
  readonly allowed: (patterns: readonly string[]) => Promise<readonly string[]>;
  readonly registered: () => Promise<PasskeyPatterns>;
  readonly register: (patterns: PasskeyPatterns) => Promise<void>;
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

export interface PasskeyPatterns {
  /** Sorted. */
  readonly matches: readonly string[];
  /** Sorted; left out of what matches. */
  readonly excluded: readonly string[];
}

export class PasskeySites {
  readonly #parts: PasskeySitesParts;

  constructor(parts: PasskeySitesParts) {
    this.#parts = parts;
  }

  async isOn(origin: string): Promise<boolean> {
    const pattern = permissionPattern(origin);
    const choices = await this.#parts.choices.read();
    if (pattern !== undefined && choices.get(pattern)?.noPasskeys === true) return false;
    const isChosen = [pattern, ALL_SITES].some(
      (one) => one !== undefined && choices.get(one)?.passkeys === true,
    );
    if (!isChosen || pattern === undefined || (await this.#parts.isForbidden())) return false;
    return (await this.#parts.allowed([pattern])).length > 0;
  }

  /** Makes the registration equal to what was chosen and allowed: after either changed, and at every start. */
  async follow(): Promise<void> {
    const { choices, allowed, registered, register, exclusively } = this.#parts;
    // The browser may take its time to say that: not in the turn that all scripts wait for.
    await this.#parts.isForbidden();
    await exclusively(async () => {
      // Asked again, as it may have become known while others had their turn.
      const known = (await this.#parts.isForbidden()) ? [] : [...(await choices.read())];
      const patternsOf = (which: 'passkeys' | 'noPasskeys') =>
        known.flatMap(([pattern, choice]) => (choice[which] ? [pattern] : []));
      const matches = (await allowed(patternsOf('passkeys'))).toSorted();
      const next = { matches, excluded: matches.length === 0 ? [] : patternsOf('noPasskeys').toSorted() };
      if (JSON.stringify(next) !== JSON.stringify(await registered())) await register(next);
    });
  }
}
