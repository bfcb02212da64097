// `npm run rp:load [-- SECONDS]`: 300 second factors a second for the mock relying party. The measuring forks itself, so it
// has a process of its own.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const script = path.resolve(import.meta.dirname, '../bench/relying-party-load.ts');
const args = ['--disable-warning=ExperimentalWarning', script, ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
