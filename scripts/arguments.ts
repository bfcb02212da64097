import { parseArgs, type ParseArgsConfig } from 'node:util';

/** What the command was called with; a mistake is said in one sentence, with how it is called, and ends it with status 2. */
export function readArguments<Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const [sentence] = error instanceof Error ? error.message.split('\n') : [];
    console.error(`${sentence}\nusage: ${usage}`);
    process.exit(2);
  }
}
