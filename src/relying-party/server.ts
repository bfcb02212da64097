import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { createLobby } from './lobby.ts';
import { PRESETS } from './policies/presets.ts';
import type { Policy } from './policies/policy.ts';
import type { Clock } from './ports.ts';
import { createRelyingParty, type RelyingParty } from './relying-party.ts';

export interface ServerOptions {
  /** A free one where left out. */
  readonly port?: number;
  /** A path, from which each site's file is named (`rp.sqlite` gives `rp.ankra.sqlite`); memory where left out. */
  readonly data?: string;
  readonly clock?: Clock;
  readonly presets?: readonly Policy[];
}

export interface RunningServer {
  readonly port: number;
  /** As in `http://ankra.localhost:8787`. */
  origin(preset: string): string;
  /** The sites by preset, for their `users`. */
  readonly sites: ReadonlyMap<string, RelyingParty>;
  close(): Promise<void>;
}

/** All presets on one port of the loopback address, told apart by host name; other names under localhost get the lobby. */
export async function startRelyingParty(options: ServerOptions = {}): Promise<RunningServer> {
  const { presets = PRESETS } = options;
  const sites = new Map<string, RelyingParty>();
  const byHost = new Map<string, RelyingParty>();
  const lobby = createLobby(presets);
  const server = createAdaptorServer({
    fetch: (request) => (byHost.get(new URL(request.url).hostname) ?? lobby).fetch(request),
  });
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  // 127.0.0.1 and nothing else: this server has accounts with printed passwords.
  server.listen(options.port ?? 0, '127.0.0.1', resolve);
  await listening;
  const { port } = server.address() as AddressInfo;
  const origin = (preset: string) => `http://${preset}.localhost:${port}`;
  const close = async () => {
    const { promise: closed, resolve: onClosed } = Promise.withResolvers<void>();
    server.close(() => onClosed());
    if ('closeAllConnections' in server) server.closeAllConnections();
    await closed;
    for (const site of sites.values()) site.close();
  };
  try {
    // Made once the port is known, because passkeys are tied to it, and before the first request can be read.
    for (const policy of presets) {
      const site = openSite(policy, origin(policy.id), options);
      sites.set(policy.id, site);
      byHost.set(site.hostName, site);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { port, sites, origin, close };
}

function openSite(policy: Policy, origin: string, { data, clock }: ServerOptions): RelyingParty {
  return createRelyingParty({
    policy,
    origin,
    data: dataFileOf(data, policy.id),
    ...(clock && { clock }),
  });
}

/** One file a site: an account of one can then not even by a mistake be found by another. */
function dataFileOf(data: string | undefined, preset: string): string {
  if (data === undefined) return ':memory:';
  const { dir, name, ext } = path.parse(path.resolve(data));
  mkdirSync(dir, { recursive: true });
  return path.join(dir, `${name}.${preset}${ext || '.sqlite'}`);
}
