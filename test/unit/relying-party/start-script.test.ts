import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { PRESETS } from '../../../src/relying-party/policies/presets.ts';

// Processes of their own, with real hashing, on machines that do other things too.
vi.setConfig({ testTimeout: 60_000 });

const SCRIPT = path.resolve(import.meta.dirname, '../../../scripts/rp.ts');

interface Started {
  readonly printed: string;
  readonly port: number;
  end(): Promise<number | null>;
}

/** What `npm run rp` starts, until it has said where it is. */
async function start(...args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, ['--no-warnings', SCRIPT, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const printed = await readUntil(child, /Ctrl\+C ends it\./);
  return {
    printed,
    port: Number(/ankra\.localhost:(\d+)/.exec(printed)?.[1]),
    end() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function readUntil(child: ChildProcess, pattern: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (pattern.test(text)) break;
  }
  return text;
}

function statusOf(port: number, host: string, address: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { Host: `${host}:${port}` };
    const sent = request({ host: '127.0.0.1', port, path: address, headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    });
    sent.on('error', reject).end();
  });
}

test('npm run rp --memory says where each site is and who is there, serves them, and leaves no file', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rp-memory-'));
  const server = await start('--memory', '--port', '0', '--data', path.join(folder, 'rp.sqlite'));
  for (const { id } of PRESETS) {
    expect(server.printed).toContain(`http://${id}.localhost:${server.port}`);
    expect(await statusOf(server.port, `${id}.localhost`, '/sign-in')).toBe(200);
  }
  for (const email of ['ada@example.com', 'grace@example.com', 'olga@example.com', 'sol@example.com']) {
    expect(server.printed).toContain(email);
  }
  expect(await server.end()).toBe(0);
  expect(existsSync(path.join(folder, 'rp.ankra.sqlite'))).toBe(false);
  rmSync(folder, { recursive: true });
});

test('npm run rp --data keeps a file for each site', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rp-data-'));
  const server = await start('--port', '0', '--data', path.join(folder, 'rp.sqlite'));
  expect(await server.end()).toBe(0);
  for (const { id } of PRESETS) expect(existsSync(path.join(folder, `rp.${id}.sqlite`)), id).toBe(true);
  rmSync(folder, { recursive: true });
});

test('a port that is taken, or is none, is said in one sentence', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  for (const [given, code, text] of [
    [String(port), 1, `Port ${port} is taken`],
    ['70000', 2, '--port 70000: expected a number from 0 to 65535.'],
  ] as const) {
    const child = spawn(process.execPath, ['--no-warnings', SCRIPT, '--memory', '--port', given]);
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => (told += String(chunk)));
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(code);
    expect(told).toContain(text);
  }
  other.close();
});
