import type { ApiClient } from './api-client.ts';
import type { CommandEnvironment } from './environment.ts';
import { CommandFailure } from './failure.ts';
import { qrBlocks } from './qr-blocks.ts';
import { signInByBrowser, signInByDevice } from './sign-in.ts';

/** What a command answers, for programs and for people. */
export interface CommandOutput {
  readonly json: object;
  readonly lines: readonly string[];
}

export interface CommandInput {
  readonly api: ApiClient;
  readonly environment: CommandEnvironment;
  /** What follows the command's own words. */
  readonly operands: readonly string[];
  readonly isDevice: boolean;
}

interface Command {
  readonly words: string;
  readonly operands: readonly string[];
  readonly about: string;
  run(input: CommandInput): Promise<CommandOutput>;
}

const POLL_MS = 2000;
const POLLS = 150;

export const COMMANDS: readonly Command[] = [
  { words: 'login', operands: [], about: 'sign in, in the browser or with --device', run: login },
  { words: 'logout', operands: [], about: 'sign out', run: logout },
  { words: 'profile auth status', operands: [], about: 'the present state of 2FA', run: status },
  {
    words: 'profile auth totp start',
    operands: [],
    about: 'begin with an authenticator app',
    run: startTotp,
  },
  {
    words: 'profile auth totp confirm',
    operands: ['<code>'],
    about: 'confirm and get recovery codes',
    run: confirmTotp,
  },
  { words: 'profile auth recovery-codes regenerate', operands: [], about: 'a fresh sheet', run: regenerate },
  { words: 'profile auth passkeys list', operands: [], about: 'the registered passkeys', run: listPasskeys },
  { words: 'profile auth passkeys open', operands: [], about: 'add one in the browser', run: openPasskeys },
];

async function login({ environment, api, isDevice }: CommandInput): Promise<CommandOutput> {
  await (isDevice ? signInByDevice(environment, api) : signInByBrowser(environment, api));
  return { json: { signedIn: true }, lines: ['You are signed in.'] };
}

async function logout({ environment, api }: CommandInput): Promise<CommandOutput> {
  await api.post('/api/sign-out');
  environment.tokens.save(api.server, undefined);
  return { json: { signedIn: false }, lines: ['You are signed out.'] };
}

async function status({ api }: CommandInput): Promise<CommandOutput> {
  const json = await api.get('/api/profile/auth');
  const { remaining, total } = json['recoveryCodes'] as {
    readonly remaining: number;
    readonly total: number;
  };
  return {
    json,
    lines: [
      `Account         ${plain(json['account'])}`,
      `2FA             ${json['twoFactor'] === true ? 'on' : 'off'}${json['required'] === true ? ', required' : ''}`,
      `Authenticators  ${Number(json['authenticators'])}`,
      `Passkeys        ${Number(json['passkeys'])}`,
      `Recovery codes  ${remaining} of ${total} remaining`,
    ],
  };
}

async function startTotp({ api, environment }: CommandInput): Promise<CommandOutput> {
  const json = await api.post('/api/profile/auth/totp');
  const lines = [
    ...qrBlocks(String(json['keyUri']), environment.hasColours),
    `Secret  ${plain(json['secret'])}`,
    'Scan the code or enter the secret in your app, then: profile auth totp confirm <code>',
  ];
  return { json, lines };
}

async function confirmTotp({
  api,
  environment,
  operands: [code = ''],
}: CommandInput): Promise<CommandOutput> {
  const answer = await api.post('/api/profile/auth/totp/confirm', { code });
  // The session goes on under a new token; the old one is over.
  environment.tokens.save(api.server, String(answer['access_token']));
  return showRecoveryCodes(answer, 'Two-factor authentication is on.');
}

async function regenerate({ api }: CommandInput): Promise<CommandOutput> {
  const answer = await api.post('/api/profile/auth/recovery-codes');
  return showRecoveryCodes(answer, 'The codes from before no longer work.');
}

function showRecoveryCodes(answer: Readonly<Record<string, unknown>>, lead: string): CommandOutput {
  const recoveryCodes = answer['recoveryCodes'] as readonly string[];
  const lines =
    recoveryCodes.length === 0
      ? []
      : ['Your recovery codes, shown this once. Each works once:', ...recoveryCodes];
  return { json: { recoveryCodes }, lines: [lead, ...lines] };
}

interface ListedPasskey {
  readonly name: string;
  readonly addedAt: string;
}

function describePasskey({ name, addedAt }: ListedPasskey): string {
  return `${addedAt.slice(0, 10)}  ${plain(name)}`;
}

async function listPasskeys({ api }: CommandInput): Promise<CommandOutput> {
  const json = await api.get('/api/profile/auth/passkeys');
  const lines = (json['passkeys'] as readonly ListedPasskey[]).map(describePasskey);
  return { json, lines: lines.length === 0 ? ['None yet.'] : lines };
}

/**
 * WebAuthn needs a browser: opens the page and comes back once the passkey is there. A first factor ends every session,
 * that of this program too, so that it asks with a ticket and not with its token.
 */
async function openPasskeys(input: CommandInput): Promise<CommandOutput> {
  const { api, environment } = input;
  const { path, ticket } = await api.post('/api/profile/auth/passkeys/open');
  const url = `${api.server}${String(path)}`;
  environment.tell(`Add the passkey in your browser:\n${url}`);
  environment.openBrowser(url);
  for (let poll = 0; poll < POLLS; poll += 1) {
    await environment.wait(POLL_MS);
    const { body } = await api.send('/api/passkeys/watch', { ticket: String(ticket) });
    const added = body['passkey'];
    if (added) return showAdded(input, added as ListedPasskey);
  }
  throw new CommandFailure('refused', 'No passkey was added within five minutes.');
}

async function showAdded(input: CommandInput, added: ListedPasskey): Promise<CommandOutput> {
  try {
    return await listPasskeys(input);
  } catch (error) {
    if (!(error instanceof CommandFailure) || error.kind !== 'not-signed-in') throw error;
    return {
      json: { passkeys: [added], signedIn: false },
      lines: [describePasskey(added), 'Two-factor authentication is on. Run login to go on here.'],
    };
  }
}

/** Names are the user's own words; a terminal would act on control characters in them. */
function plain(text: unknown): string {
  return String(text).replaceAll(/\p{Cc}/gu, ' ');
}
