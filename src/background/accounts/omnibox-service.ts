// Typed into the address bar: a name, and its code is on the clipboard. Suggestions are names, never codes, and while the
// vault is locked there is nothing but the way to unlock it.
import { createSearch } from '../../core/vault/records/account-search.ts';
import { spokenNameOf } from '../../core/vault/records/account-name.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { AccountView } from '../../messaging/page-responses.ts';
import type { AccountsService } from './accounts-service.ts';
import type { ClipboardService } from '../clipboard-service.ts';
import type { CodesService } from './codes-service.ts';

export interface OmniboxServiceParts {
  readonly accounts: Pick<AccountsService, 'glanceAll'>;
  readonly codes: Pick<CodesService, 'list' | 'next'>;
  readonly clipboard: Pick<ClipboardService, 'copied'>;
  readonly copy: (text: string) => Promise<boolean>;
  /** Notes that the account was used, unless it was from a private window. */
  readonly noteUse: (accountId: string) => Promise<void>;
}

interface NamedAccount {
  readonly id: string;
  /** Each another one. */
  readonly name: string;
}

/** Undefined: locked. */
export type OmniboxOffer = readonly string[] | undefined;

/** As many as the address bar shows. */
const MAX_SUGGESTIONS = 6;

export class OmniboxService {
  readonly #parts: OmniboxServiceParts;

  constructor(parts: OmniboxServiceParts) {
    this.#parts = parts;
  }

  /** The names that fit what was typed; looking at them does not count as using the vault. */
  async offer(typed: string): Promise<OmniboxOffer> {
    const fitting = await this.#fitting(typed);
    return fitting?.map(({ name }) => name).slice(0, MAX_SUGGESTIONS);
  }

  /** Copies the code of the account with this name, or of the first that fits. */
  async enter(typed: string): Promise<'copied' | 'locked' | 'nothing' | 'failed'> {
    const { codes, clipboard, copy, noteUse } = this.#parts;
    const fitting = await this.#fitting(typed);
    if (fitting === undefined) return 'locked';
    const chosen = fitting.find(({ name }) => name === typed) ?? fitting[0];
    if (chosen === undefined) return 'nothing';
    const [answer] = await codes.list([chosen.id]);
    if (answer === undefined || answer.kind === 'unreadable') return 'failed';
    const code = answer.kind === 'time' ? answer.code : await codes.next(chosen.id);
    if (!(await copy(code))) return 'failed';
    await clipboard.copied(code);
    // The code is on the clipboard: that its use could not be noted is no failure of the copy.
    await noteUse(chosen.id).catch(() => undefined);
    return 'copied';
  }

  async #fitting(typed: string): Promise<readonly NamedAccount[] | undefined> {
    try {
      const views = (await this.#parts.accounts.glanceAll()).filter(({ deletedAt }) => deletedAt === null);
      const named = withNames(views);
      const exact = named.filter(({ name }) => name === typed);
      const found = new Set(createSearch<AccountView>()(views, typed).map(({ id }) => id));
      return [...exact, ...named.filter(({ id, name }) => found.has(id) && name !== typed)];
    } catch (error) {
      if (error instanceof RequestFailure && error.code === 'locked') return undefined;
      throw error;
    }
  }
}

/** Two accounts with the same name are told apart by a number. */
function withNames(views: readonly AccountView[]): readonly NamedAccount[] {
  const seen = new Map<string, number>();
  return views.map(({ id, account }) => {
    const plain = spokenNameOf(account);
    const count = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, count);
    return { id, name: count === 1 ? plain : `${plain} (${count})` };
  });
}
