// Second-factor verifications at a steady rate, for the mock relying party: `npm run rp:load`.
// The site and its socket are in this process, the generator in one of its own. Requests start when they are due, whether
// or not earlier ones were answered, and the time an answer takes counts from there: a stall is not hidden by waiting.
import { fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism, loadavg } from 'node:os';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { totp } from '../src/core/otp/totp.ts';
import { ankra } from '../src/relying-party/policies/ankra.ts';
import { createRelyingParty, type RelyingParty } from '../src/relying-party/relying-party.ts';

const RATE = 300;
const SECONDS = 30;
const IN_FLIGHT = 1000;
const PASSWORD = 'a password for the load';

/** A login whose password step is done. */
interface PendingLogin {
  readonly cookie: string;
  readonly csrf: string;
  readonly secretHex: string;
}

interface Work {
  readonly port: number;
  readonly logins: readonly PendingLogin[];
}

interface Figures {
  readonly latenciesMs: readonly number[];
  readonly statuses: Readonly<Record<string, number>>;
  readonly elapsedMs: number;
}

if (process.send) process.once('message', (work: Work) => void generate(work));
else await measure();

async function measure(): Promise<void> {
  const seconds = Number(process.argv[2] ?? SECONDS);
  // The password step is not what is measured; with real hashing it would take minutes to prepare.
  const site = createRelyingParty({ policy: ankra, scryptCost: { logN: 1, parallelism: 1 } });
  const server = createAdaptorServer({ fetch: (incoming) => site.fetch(incoming) });
  const { promise: listening, resolve: onListening } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', onListening);
  await listening;
  const { port } = server.address() as AddressInfo;
  const logins = await Promise.all(
    Array.from({ length: RATE * seconds }, (_, index) => prepare(site, `user${index}@example.com`, port)),
  );
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const generator = fork(import.meta.filename, { execArgv: ['--disable-warning=ExperimentalWarning'] });
  const { promise: finished, resolve: onFigures } = Promise.withResolvers<Figures>();
  generator.once('message', (figures: Figures) => onFigures(figures));
  delay.enable();
  const cpu = process.cpuUsage();
  generator.send({ port, logins } satisfies Work);
  const figures = await finished;
  const { user, system } = process.cpuUsage(cpu);
  print(figures, { loopDelayMs: delay.percentile(99) / 1e6, cpuMs: (user + system) / 1000 });
  generator.disconnect();
  server.close();
  site.close();
}

async function prepare(site: RelyingParty, email: string, port: number): Promise<PendingLogin> {
  const id = await site.users.add({ email, name: 'Load', password: PASSWORD });
  const { secret } = site.users.addAuthenticator(id ?? 0);
  const origin = `http://${site.hostName}:${port}`;
  const form = await site.fetch(new Request(`${origin}/sign-in`));
  const first = cookieOf(form);
  const signedIn = await site.fetch(
    new Request(`${origin}/sign-in`, {
      method: 'POST',
      headers: { Cookie: first },
      body: new URLSearchParams({ email, password: PASSWORD, csrf: csrfOn(await form.text()) }),
    }),
  );
  const cookie = cookieOf(signedIn);
  const challenge = await site.fetch(new Request(`${origin}/challenge`, { headers: { Cookie: cookie } }));
  return { cookie, csrf: csrfOn(await challenge.text()), secretHex: Buffer.from(secret).toString('hex') };
}

async function generate({ port, logins }: Work): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  const latenciesMs: number[] = [];
  const statuses: Record<string, number> = {};
  const start = performance.now();
  const answers: Promise<void>[] = [];
  for (const [index, login] of logins.entries()) {
    const dueAt = start + (index * 1000) / RATE;
    const early = dueAt - performance.now();
    if (early > 1) await wait(early);
    answers.push(
      verify(agent, port, login).then((status) => {
        latenciesMs.push(performance.now() - dueAt);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }),
    );
  }
  await Promise.all(answers);
  agent.destroy();
  process.send?.({ latenciesMs, statuses, elapsedMs: performance.now() - start } satisfies Figures);
}

function verify(agent: Agent, port: number, { cookie, csrf, secretHex }: PendingLogin): Promise<string> {
  const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
  const code = totp(new Uint8Array(Buffer.from(secretHex, 'hex')), Date.now(), parameters);
  const body = new URLSearchParams({ csrf, code }).toString();
  const headers = {
    Host: `ankra.localhost:${port}`,
    Cookie: cookie,
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': body.length,
  };
  const { promise, resolve } = Promise.withResolvers<string>();
  const sent = request(
    { agent, host: '127.0.0.1', port, path: '/challenge', method: 'POST', headers },
    (response) => {
      response.resume();
      // Right codes lead to the start page, ended logins to the sign-in.
      response.on('end', () => resolve(`${response.statusCode} ${response.headers.location ?? ''}`));
    },
  );
  sent.on('error', (error) => resolve(error.message));
  sent.end(body);
  return promise;
}

function print(
  { latenciesMs, statuses, elapsedMs }: Figures,
  server: { readonly loopDelayMs: number; readonly cpuMs: number },
): void {
  const sorted = [...latenciesMs].sort((a, b) => a - b);
  const percentile = (share: number) => (sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(1);
  console.log(
    `${sorted.length} verifications in ${(elapsedMs / 1000).toFixed(1)} s, due at ${RATE} a second`,
  );
  console.log(`answers          ${JSON.stringify(statuses)}`);
  console.log(`p50 / p99 / max  ${percentile(0.5)} / ${percentile(0.99)} / ${percentile(1)} ms`);
  console.log(
    `server           ${server.loopDelayMs.toFixed(1)} ms event loop delay at p99, ${(server.cpuMs / sorted.length).toFixed(2)} ms CPU each`,
  );
  console.log(`machine          ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);
}

function cookieOf(response: Response): string {
  return response.headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
}

function csrfOn(html: string): string {
  return /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
}
