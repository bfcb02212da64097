import type { Random } from '../ports.ts';

/** What the program needs from outside. `terminal.ts` gives the real ones; tests give ones they steer. */
export interface CommandEnvironment {
  /** To standard output: the answer, and with `--json` nothing else. */
  print(text: string): void;
  /** To standard error: what a person is to do meanwhile. */
  tell(text: string): void;
  openBrowser(url: string): void;
  wait(ms: number): Promise<void>;
  readonly random: Random;
  fetch(request: Request): Promise<Response>;
  readonly tokens: TokenStore;
  /** Waits so long for the browser. */
  listen(waitMs: number): Promise<Loopback>;
  /** Whether standard output takes colours. */
  readonly hasColours: boolean;
}

/** One token a server. */
export interface TokenStore {
  load(server: string): string | undefined;
  /** Forgets the token where it is undefined. */
  save(server: string, token: string | undefined): void;
}

/** A port of this machine that waits for the browser to come back (RFC 8252 section 7.3). */
export interface Loopback {
  readonly redirectUri: string;
  /** The query of the first request that came to it; undefined where none came in time. */
  readonly answer: Promise<URLSearchParams | undefined>;
  close(): void;
}
