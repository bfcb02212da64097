import { createHash } from 'node:crypto';
import { CLIENT } from '../flows/client-access.ts';
import { newToken } from '../security/tokens.ts';
import type { ApiAnswer, ApiClient } from './api-client.ts';
import type { CommandEnvironment } from './environment.ts';
import { CommandFailure } from './failure.ts';

/** As long as a login waits for its second factor. */
const BROWSER_MS = 10 * 60_000;

/** By the browser of this machine: whatever the sign-in asks for is answered there (RFC 8252, RFC 7636). */
export async function signInByBrowser(environment: CommandEnvironment, api: ApiClient): Promise<void> {
  const loopback = await environment.listen(BROWSER_MS);
  try {
    const codeVerifier = newToken(environment.random);
    const state = newToken(environment.random);
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: CLIENT,
      redirect_uri: loopback.redirectUri,
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      state,
    });
    const url = `${api.server}/authorize?${query}`;
    environment.tell(`Sign in with your browser:\n${url}`);
    environment.openBrowser(url);
    const answer = await loopback.answer;
    if (!answer)
      throw new CommandFailure('refused', 'Nobody answered in the browser for ten minutes. Run login again.');
    // Another page may have sent the browser here, with a code of someone else.
    if (answer.get('state') !== state)
      throw new CommandFailure('refused', 'The answer belongs to another sign-in.');
    const code = answer.get('code');
    if (code === null) throw new CommandFailure('refused', 'You did not let it in.');
    const fields = { code, code_verifier: codeVerifier, redirect_uri: loopback.redirectUri };
    keepToken(environment, api, await askToken(api, 'authorization_code', fields));
  } finally {
    loopback.close();
  }
}

/** By any browser, where this machine has none (RFC 8628). */
export async function signInByDevice(environment: CommandEnvironment, api: ApiClient): Promise<void> {
  const { body } = await api.send('/api/device', { client_id: CLIENT });
  environment.tell(
    `Open ${String(body['verification_uri'])}\nand enter the code ${String(body['user_code'])}`,
  );
  const fields = { device_code: String(body['device_code']) };
  let intervalMs = Number(body['interval']) * 1000;
  for (;;) {
    await environment.wait(intervalMs);
    const answer = await askToken(api, 'urn:ietf:params:oauth:grant-type:device_code', fields);
    const error = answer.body['error'];
    if (error !== 'authorization_pending' && error !== 'slow_down')
      return keepToken(environment, api, answer);
    // RFC 8628 section 3.5: five seconds more, from now on.
    if (error === 'slow_down') intervalMs += 5000;
  }
}

function askToken(
  api: ApiClient,
  grantType: string,
  fields: Readonly<Record<string, string>>,
): Promise<ApiAnswer> {
  return api.send('/api/token', { client_id: CLIENT, grant_type: grantType, ...fields });
}

const ERRORS: Readonly<Record<string, string>> = {
  access_denied: 'You did not let it in.',
  expired_token: 'The code is older than ten minutes. Run login again.',
  invalid_grant: 'The sign-in took too long. Run login again.',
};

function keepToken(environment: CommandEnvironment, api: ApiClient, { body }: ApiAnswer): void {
  const token = body['access_token'];
  if (typeof token !== 'string') {
    throw new CommandFailure('refused', ERRORS[String(body['error'])] ?? 'The server gave no token.');
  }
  environment.tokens.save(api.server, token);
}
