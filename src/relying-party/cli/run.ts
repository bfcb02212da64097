import { parseArgs } from 'node:util';
import { ApiClient } from './api-client.ts';
import { COMMANDS, type CommandOutput } from './commands.ts';
import type { CommandEnvironment } from './environment.ts';
import { CommandFailure, EXIT_CODES } from './failure.ts';

const DEFAULT_SERVER = 'http://ankra.localhost:8787';

/** Runs what the arguments ask for, and gives the code that the process is to end with. */
export async function runCommand(environment: CommandEnvironment, args: readonly string[]): Promise<number> {
  const isJson = args.includes('--json');
  try {
    const output = await perform(environment, args);
    environment.print(isJson ? JSON.stringify(output.json) : output.lines.join('\n'));
    return EXIT_CODES.done;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    if (isJson) environment.print(JSON.stringify({ error: error.kind, message: error.message }));
    else environment.tell(error.message);
    return EXIT_CODES[error.kind];
  }
}

function perform(environment: CommandEnvironment, args: readonly string[]): Promise<CommandOutput> {
  const { values, positionals } = parse(args);
  if (values.help) return Promise.resolve({ json: { usage: usage() }, lines: [usage()] });
  const typed = positionals.join(' ');
  const command = COMMANDS.find(({ words }) => typed === words || typed.startsWith(`${words} `));
  if (!command) throw new CommandFailure('usage', usage());
  const operands = positionals.slice(command.words.split(' ').length);
  if (operands.length !== command.operands.length) throw new CommandFailure('usage', usage());
  const api = new ApiClient(environment, serverOf(values.server));
  return command.run({ api, environment, operands, isDevice: values.device });
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        server: { type: 'string', default: DEFAULT_SERVER },
        json: { type: 'boolean', default: false },
        device: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch {
    throw new CommandFailure('usage', usage());
  }
}

/** A token goes to this machine and nowhere else. */
function serverOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url?.protocol === 'http:' && /(?:^|\.)localhost$/.test(url.hostname);
  if (!isLocal)
    throw new CommandFailure('usage', '--server: expected an address like http://ankra.localhost:8787.');
  return url.origin;
}

function usage(): string {
  const lines = COMMANDS.map(
    ({ words, operands, about }) => `  ${[words, ...operands].join(' ').padEnd(40)} ${about}`,
  );
  return `tally-rp [--server URL] [--json] [--device] <command>\n\n${lines.join('\n')}`;
}
