import type { CommandEnvironment } from './environment.ts';
import { CommandFailure } from './failure.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const REFUSALS: Readonly<Record<string, string>> = {
  enrolment_required:
    'Your organisation requires two-factor authentication. Set it up to go on: totp start, or passkeys open.',
  step_up_required: 'Confirm that it is you: run login again, then repeat this.',
  wrong_code: 'This code does not fit. Enter the one that the app shows now.',
  not_begun: 'No authenticator app waits for a code here. Run totp start first.',
  no_passkeys: 'No passkey can be added here.',
  no_factor: 'Set up an authenticator app or a passkey first.',
};

/** The server's API, as the user who is signed in. */
export class ApiClient {
  readonly #environment: CommandEnvironment;
  readonly server: string;

  constructor(environment: CommandEnvironment, server: string) {
    this.#environment = environment;
    this.server = server;
  }

  get(path: string): Promise<ApiAnswer['body']> {
    return this.#authorized('GET', path, undefined);
  }

  post(path: string, fields: Readonly<Record<string, string>> = {}): Promise<ApiAnswer['body']> {
    return this.#authorized('POST', path, fields);
  }

  /** Without a token, and with whatever is answered. */
  send(path: string, fields: Readonly<Record<string, string>>): Promise<ApiAnswer> {
    return this.#request('POST', path, fields);
  }

  async #authorized(
    method: 'GET' | 'POST',
    path: string,
    fields: Readonly<Record<string, string>> | undefined,
  ): Promise<ApiAnswer['body']> {
    const token = this.#environment.tokens.load(this.server);
    if (token === undefined) throw notSignedIn(this.server);
    const { status, body } = await this.#request(method, path, fields, token);
    if (status === 401) {
      this.#environment.tokens.save(this.server, undefined);
      throw notSignedIn(this.server);
    }
    if (status >= 400) {
      const code = String(body['error']);
      throw new CommandFailure('refused', REFUSALS[code] ?? `The server refused: ${code}.`);
    }
    return body;
  }

  async #request(
    method: 'GET' | 'POST',
    path: string,
    fields: Readonly<Record<string, string>> | undefined,
    token?: string,
  ): Promise<ApiAnswer> {
    const request = new Request(`${this.server}${path}`, {
      method,
      ...(fields && { body: new URLSearchParams(fields) }),
      ...(token !== undefined && { headers: { Authorization: `Bearer ${token}` } }),
    });
    const response = await this.#environment.fetch(request).catch(() => undefined);
    if (!response) {
      throw new CommandFailure('refused', `No server answers at ${this.server}. Start one: npm run rp.`);
    }
    const body: unknown = await response.json().catch(() => undefined);
    if (typeof body !== 'object' || body === null) {
      throw new CommandFailure('refused', `${this.server} has no command line.`);
    }
    return { status: response.status, body: body as ApiAnswer['body'] };
  }
}

function notSignedIn(server: string): CommandFailure {
  return new CommandFailure('not-signed-in', `Not signed in to ${server}. Run login first.`);
}
