// A display for browsers on machines without one.
import { type ChildProcess, spawn } from 'node:child_process';

export interface Display {
  readonly name: string;
  /** True where a person can see it. */
  readonly isReal: boolean;
  close(): void;
}

/**
 * Without a screen saver: after ten minutes without a key the screen would count as locked, and the vault locks with it.
 */
const ARGUMENTS = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp', '-s', '0'];

/** The display there is, or an Xvfb of our own that chooses a free number itself. */
export async function openDisplay(): Promise<Display> {
  const given = process.env['DISPLAY'];
  if (process.platform !== 'linux' || (given !== undefined && given !== '')) {
    return { name: given ?? '', isReal: true, close: () => undefined };
  }
  const server = spawn('Xvfb', ARGUMENTS, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const name = `:${await displayNumber(server)}`;
  return { name, isReal: false, close: () => server.kill() };
}

/** `count` displays of our own; the real one alone, where there is one. */
export async function openDisplays(count: number): Promise<readonly Display[]> {
  const first = await openDisplay();
  if (first.isReal) return [first];
  const others = await Promise.all(Array.from({ length: count - 1 }, openDisplay));
  return [first, ...others];
}

function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', () =>
      reject(new Error('Xvfb could not be started. Install the package xvfb, or set DISPLAY.')),
    );
    server.once('exit', () => reject(new Error('Xvfb ended before it had a display.')));
    server.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
}
