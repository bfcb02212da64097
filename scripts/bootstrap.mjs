// Runs on whatever Node started npm (20 or newer), so it is plain JavaScript. It installs the locked
// dependencies when they are missing or older than the lock file; among them is the Node that runs the rest.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = path.join(root, 'node_modules', '.bin');
const node = path.join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
const [task = '', ...rest] = process.argv.slice(2);

if (!isInstalled()) {
  console.log('Installing the locked dependencies …');
  // Not `npm ci`: it refuses a lock file that lacks an optional package of a platform which the registry did not have.
  run('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}
if (!existsSync(node)) {
  console.error(
    `No Node 24 package exists for ${process.platform}-${process.arch}: run the scripts with Node 24.`,
  );
  process.exit(1);
}
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
run(node, ['--disable-warning=ExperimentalWarning', path.join(root, 'scripts', `${task}.ts`), ...rest], env);

/** True when what npm installed is what the lock file names (npm keeps its own copy of the lock it installed). */
function isInstalled() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || !existsSync(node)) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || entry.optional === true || present[name]?.version === entry.version,
  );
}

function run(command, args, environment = process.env) {
  const shell = process.platform === 'win32';
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment, shell });
  if (done.error) console.error(done.error.message);
  if (done.status !== 0) process.exit(done.status ?? 1);
}
