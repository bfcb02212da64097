// The command line of the mock relying party in a process of its own, as npm starts it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';

export interface Ended {
  readonly exitCode: number | null;
  readonly printed: string;
}

export interface Running {
  /** What it has written for a person, once that fits. */
  toldSoFar(pattern: RegExp): Promise<string>;
  readonly ended: Promise<Ended>;
}

/** One user's terminal: its token is in a folder of its own. */
export class Terminal {
  readonly #home = mkdtempSync(path.join(tmpdir(), 'tally-rp-'));
  readonly #server: string;

  constructor(server: string) {
    this.#server = server;
  }

  /** `npm run -s rp:cli -- …` */
  start(...command: readonly string[]): Running {
    const args = ['run', '-s', 'rp:cli', '--', '--server', this.#server, ...command];
    const child = spawn('npm', args, {
      cwd: path.resolve(import.meta.dirname, '../..'),
      env: { ...process.env, XDG_CONFIG_HOME: this.#home },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let printed = '';
    let told = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += String(chunk)));
    child.stderr.on('data', (chunk: Buffer) => (told += String(chunk)));
    const { promise: ended, resolve } = Promise.withResolvers<Ended>();
    child.on('close', (exitCode) => resolve({ exitCode, printed }));
    return {
      ended,
      async toldSoFar(pattern) {
        // Three programs are started one by another before the first word.
        await expect.poll(() => told, { timeout: 30_000 }).toMatch(pattern);
        return told;
      },
    };
  }

  run(...command: readonly string[]): Promise<Ended> {
    return this.start(...command).ended;
  }

  /** The address that the command asks to open. */
  async addressOf(running: Running): Promise<string> {
    return /http:\S+/.exec(await running.toldSoFar(/http:\S+\n/))?.[0] ?? '';
  }

  forget(): void {
    rmSync(this.#home, { recursive: true });
  }
}
