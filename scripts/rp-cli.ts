// `npm run -s rp:cli -- profile auth status`: the command line of the mock relying party, `tally-rp`.
import { runCommand } from '../src/relying-party/cli/run.ts';
import { terminalEnvironment } from '../src/relying-party/cli/terminal.ts';

process.exitCode = await runCommand(terminalEnvironment(), process.argv.slice(2));
