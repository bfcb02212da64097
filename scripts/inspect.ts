import { existsSync } from 'node:fs';
import path from 'node:path';
import { readArguments } from './arguments.ts';
import { inspectFile } from './inspect/inspect-file.ts';

// npm run -s inspect -- FILE [--passphrase P] [--at UNIX_SECONDS] [--show-secrets]
// One JSON line about another application's export, with the codes at that moment; exit status 2 where it cannot be read.

const USAGE = 'npm run -s inspect -- FILE [--passphrase P] [--at UNIX_SECONDS] [--show-secrets]';

const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: {
    passphrase: { type: 'string' },
    at: { type: 'string' },
    'show-secrets': { type: 'boolean' },
  },
});
const [name, ...more] = positionals;
const at = values.at === undefined ? Date.now() / 1000 : Number(values.at);
// npm runs scripts in the package's folder; the file is named from where the user is.
const file = path.resolve(process.env['INIT_CWD'] ?? '.', name ?? '');

if (name === undefined || more.length > 0 || !(at >= 0)) {
  console.error(`usage: ${USAGE}`);
  process.exitCode = 2;
} else if (existsSync(file)) {
  const { line, exitCode } = await inspectFile(file, {
    passphrase: values.passphrase,
    atMs: Math.floor(at) * 1000,
    showSecrets: values['show-secrets'] === true,
  });
  console.log(line);
  process.exitCode = exitCode;
} else {
  console.log(JSON.stringify({ error: 'no-such-file' }));
  process.exitCode = 2;
}
