import type { Policy } from './policies/policy.ts';
import type { Clock, Mail, Random } from './ports.ts';
import type { ScryptCost } from './security/hash.ts';
import type { Database } from './store/database.ts';

/** One relying party at work: what its policy says and what it works with. Flows and routes take it first. */
export interface Site {
  readonly policy: Policy;
  /** Where browsers find it, as in `http://ankra.localhost:8787`: what passkeys are tied to. */
  readonly origin: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly mail: Mail;
  readonly database: Database;
  readonly scryptCost: ScryptCost;
  readonly csrfKey: Uint8Array;
}
