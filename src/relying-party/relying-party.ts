import { createApp } from './app.ts';
import { createUserFixtures, type UserFixtures } from './fixtures.ts';
import type { Policy } from './policies/policy.ts';
import type { Clock, Mail, Random } from './ports.ts';
import { DEFAULT_SCRYPT_COST, type ScryptCost } from './security/hash.ts';
import { isLoopbackHost } from './security/host.ts';
import type { Site } from './site.ts';
import { Database } from './store/database.ts';
import { migrate } from './store/schema.ts';
import { loadCsrfKey } from './store/settings.ts';
import { noMail, systemClock, systemRandom } from './system.ts';

export interface RelyingPartyOptions {
  readonly policy: Policy;
  /**
   * Where browsers find it: `http://`, a name that means this machine, and a port where it is not 80. It is
   * `http://<policy's id>.localhost` where left out.
   */
  readonly origin?: string;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly mail?: Mail;
  /** A path, or ':memory:', which is what it is when left out. */
  readonly data?: string;
  /** Lower for tests that sign in a thousand times. */
  readonly scryptCost?: ScryptCost;
}

export interface RelyingParty {
  readonly policy: Policy;
  /** The name it is served under, as in `http://ankra.localhost:8787`. */
  readonly hostName: string;
  /** Its origin, for requests that need no socket. */
  readonly url: string;
  fetch(request: Request): Promise<Response>;
  close(): void;
  /** Makes accounts without walking through the pages. */
  readonly users: UserFixtures;
}

/** A relying party that needs no socket: give `fetch` a Request, get the Response. */
export function createRelyingParty(options: RelyingPartyOptions): RelyingParty {
  const { policy, random = systemRandom } = options;
  const { origin, hostname } = readOrigin(options.origin ?? `http://${policy.id}.localhost`);
  const database = new Database(options.data ?? ':memory:');
  migrate(database);
  const site: Site = {
    policy,
    origin,
    clock: options.clock ?? systemClock,
    random,
    mail: options.mail ?? noMail,
    database,
    scryptCost: options.scryptCost ?? DEFAULT_SCRYPT_COST,
    csrfKey: loadCsrfKey(database, random),
  };
  const app = createApp(site);
  return {
    policy,
    hostName: hostname,
    url: origin,
    fetch: async (request) => app.fetch(request),
    close: () => database.close(),
    users: createUserFixtures(site),
  };
}

/** An address that browsers would not call an origin, or that is not this machine's, fits no passkey and no request. */
function readOrigin(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' || url.origin !== text || !isLoopbackHost(url.hostname)) {
    throw new RangeError(`origin: expected one like http://ankra.localhost:8787, not ${text}`);
  }
  return url;
}
