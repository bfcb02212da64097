import type { Context } from 'hono';
import type { Account } from '../flows/session.ts';
import type { Site } from '../site.ts';

export interface ApiEnvironment {
  readonly Variables: {
    site: Site;
    form: URLSearchParams;
    /** Set where a token is required. */
    account: Account;
  };
}

export type ApiContext = Context<ApiEnvironment>;
