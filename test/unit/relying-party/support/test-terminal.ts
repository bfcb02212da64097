import type { CommandEnvironment } from '../../../../src/relying-party/cli/environment.ts';
import { runCommand } from '../../../../src/relying-party/cli/run.ts';
import type { TestBrowser } from './test-browser.ts';
import type { TestSite } from './test-site.ts';

const REDIRECT_URI = 'http://127.0.0.1:5000/callback';

export interface Ran {
  readonly exitCode: number;
  readonly printed: string;
  readonly told: string;
}

/** A terminal in memory. What its user does meanwhile is given by the test. */
export class TestTerminal {
  readonly #site: TestSite;
  readonly server: string;
  readonly tokens = new Map<string, string>();
  /** What the user does when the program opens a page; what it gives is the address the browser ends at. */
  onOpen: (path: string) => Promise<string> = () => Promise.resolve('');
  /** Off for a user who never comes back from the browser. */
  isAnswered = true;
  onWait: (told: string) => Promise<void> = () => Promise.resolve();

  constructor(site: TestSite) {
    this.#site = site;
    this.server = `http://${site.hostName}:8787`;
  }

  get token(): string {
    return this.tokens.get(this.server) ?? '';
  }

  async run(command: string): Promise<Ran> {
    const printed: string[] = [];
    const told: string[] = [];
    const { promise: answer, resolve, reject } = Promise.withResolvers<URLSearchParams | undefined>();
    const environment: CommandEnvironment = {
      print: (text) => void printed.push(text),
      tell: (text) => void told.push(text),
      openBrowser: (url) => {
        const { pathname, search } = new URL(url);
        this.onOpen(pathname + search).then((end) => end && resolve(new URL(end).searchParams), reject);
      },
      wait: async (ms) => {
        this.#site.clock.advance(ms);
        await this.onWait(told.join('\n'));
      },
      random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
      fetch: (request) => this.#site.fetch(request),
      tokens: {
        load: (server) => this.tokens.get(server),
        save: (server, token) => void (token ? this.tokens.set(server, token) : this.tokens.delete(server)),
      },
      listen: () => {
        if (!this.isAnswered) resolve(undefined);
        return Promise.resolve({ redirectUri: REDIRECT_URI, answer, close: () => undefined });
      },
      hasColours: false,
    };
    const exitCode = await runCommand(environment, ['--server', this.server, ...command.split(' ')]);
    return { exitCode, printed: printed.join('\n'), told: told.join('\n') };
  }

  async runJson(command: string): Promise<Readonly<Record<string, unknown>>> {
    return JSON.parse((await this.run(`${command} --json`)).printed) as Readonly<Record<string, unknown>>;
  }

  /** Signs in by this browser, whose user presses the button. */
  async signIn(browser: TestBrowser, decision: 'allow' | 'refuse' = 'allow'): Promise<Ran> {
    this.onOpen = async (path) => {
      await browser.get(path);
      const fields = Object.fromEntries(new URL(path, this.server).searchParams);
      return (await browser.post('/authorize', { ...fields, decision })).location ?? '';
    };
    return this.run('login');
  }
}
