import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemRandom } from '../system.ts';
import type { CommandEnvironment, Loopback, TokenStore } from './environment.ts';

/** A server that says nothing for so long is treated like one that is not there. */
const ANSWER_MS = 30_000;

/** The real terminal, file, browser and network. */
export function terminalEnvironment(): CommandEnvironment {
  return {
    print: (text) => console.log(text),
    tell: (text) => console.error(text),
    openBrowser,
    wait: (ms) => wait(ms),
    random: systemRandom,
    fetch: fetchFromLoopback,
    tokens: fileTokens(
      path.join(process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'), 'tally-rp', 'tokens.json'),
    ),
    listen,
    hasColours: process.stdout.isTTY,
  };
}

/** Only for a person who looks at it; a script that calls this program has its own way to the browser. */
function openBrowser(url: string): void {
  if (!process.stderr.isTTY) return;
  const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer' };
  const opener = spawn(openers[process.platform] ?? 'xdg-open', [url], { stdio: 'ignore', detached: true });
  // Where there is none, the address is on the screen.
  opener.on('error', () => undefined);
  opener.unref();
}

/** Not every system's resolver knows that names under localhost are this machine (RFC 6761 section 6.3). */
async function fetchFromLoopback(request: Request): Promise<Response> {
  const { host, port, pathname, search } = new URL(request.url);
  const body = Buffer.from(await request.arrayBuffer());
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const headers = { ...Object.fromEntries(request.headers), host, 'content-length': body.length };
  const sent = httpRequest(
    { host: '127.0.0.1', port: port || 80, path: pathname + search, method: request.method, headers },
    (response) => {
      const chunks: Uint8Array[] = [];
      response.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      response.on('end', () =>
        resolve(new Response(Buffer.concat(chunks), { status: response.statusCode ?? 500 })),
      );
      response.on('error', reject);
    },
  );
  sent.on('error', reject);
  sent.setTimeout(ANSWER_MS, () => sent.destroy(new Error('The server did not answer in time.')));
  sent.end(body);
  return promise;
}

function fileTokens(file: string): TokenStore {
  const read = (): Readonly<Record<string, string>> => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
    } catch {
      return {};
    }
  };
  return {
    load: (server) => read()[server],
    save: (server, token) => {
      const { [server]: _, ...others } = read();
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      const text = JSON.stringify(token === undefined ? others : { ...others, [server]: token });
      writeFileSync(file, text, { mode: 0o600 });
      // The mode above counts for a new file only.
      chmodSync(file, 0o600);
    },
  };
}

async function listen(waitMs: number): Promise<Loopback> {
  const { promise: answer, resolve: onAnswer } = Promise.withResolvers<URLSearchParams | undefined>();
  const deadline = setTimeout(() => onAnswer(undefined), waitMs);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname !== '/callback') return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
    response.end('Done. Close this page and go back to your terminal.\n', () => onAnswer(url.searchParams));
  });
  const { promise: listening, resolve: onListening } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', onListening);
  await listening;
  const { port } = server.address() as AddressInfo;
  return {
    redirectUri: `http://127.0.0.1:${port}/callback`,
    answer,
    close: () => {
      clearTimeout(deadline);
      server.close();
    },
  };
}
