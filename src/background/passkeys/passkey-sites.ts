// The sites whose pages may keep passkeys here: those that the user turned it on for, and allowed. One pattern stands for
// all of them.
import { ALL_SITES, permissionPattern } from '../../core/sites/origin.ts';
import type { SiteChoices } from '../fill/offer-service.ts';

export interface PasskeySitesParts {
  readonly choices: Pick<SiteChoices, 'read'>;
  /** Of the given patterns those that the user allowed. */
  readonly allowed: (patterns: readonly string[]) => Promise<readonly string[]>;
  readonly registered: () => Promise<readonly string[]>;
  readonly register: (patterns: readonly string[]) => Promise<void>;
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

export class PasskeySites {
  readonly #parts: PasskeySitesParts;

  constructor(parts: PasskeySitesParts) {
    this.#parts = parts;
  }

  async isOn(origin: string): Promise<boolean> {
    const pattern = permissionPattern(origin);
    const choices = await this.#parts.choices.read();
    const isChosen = [pattern, ALL_SITES].some(
      (one) => one !== undefined && choices.get(one)?.passkeys === true,
    );
    return isChosen && pattern !== undefined && (await this.#parts.allowed([pattern])).length > 0;
  }

  /** Makes the registration equal to what was chosen and allowed: after either changed, and at every start. */
  follow(): Promise<void> {
    const { choices, allowed, registered, register, exclusively } = this.#parts;
    return exclusively(async () => {
      const chosen = [...(await choices.read())].filter(([, { passkeys }]) => passkeys);
      const next = (await allowed(chosen.map(([pattern]) => pattern))).toSorted();
      if (next.join(' ') !== (await registered()).join(' ')) await register(next);
    });
  }
}
