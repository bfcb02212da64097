// Browsers under the policies of an administrator, without any other browser of this system noticing.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser, findFirefox } from '../../../scripts/find-browser.ts';
import { EXTENSION_ID } from './extension-browser.ts';
import { ADDON_ID } from './firefox-profile.ts';

export interface PolicedBrowser {
  /** A program that starts the browser with a folder of ours in place of its policies, in a mount namespace of its own. */
  readonly executable: string;
  /** Replaces what is set. */
  set(policy: object): void;
  remove(): void;
}

interface Place {
  readonly program: string;
  /** Where the browser looks for policies; there is no switch for another place. */
  readonly folder: string;
  /** Below the folder. */
  readonly file: string;
  /** What an administrator writes there. */
  readonly written: (policy: object) => object;
}

/** Debian's Chromium. Undefined where that needs more rights than the test has. */
export function policedBrowser(): PolicedBrowser | undefined {
  return policed({
    program: findBrowser(),
    folder: '/etc/chromium',
    file: 'policies/managed/tallystick.json',
    written: (policy) => ({ '3rdparty': { extensions: { [EXTENSION_ID]: policy } } }),
  });
}

/** Firefox, by the folder beside its program. Undefined likewise. */
export function policedFirefox(): PolicedBrowser | undefined {
  const program = realpathSync(findFirefox());
  const folder = path.join(path.dirname(program), 'distribution');
  return policed({
    program,
    folder: existsSync(folder) ? realpathSync(folder) : folder,
    file: 'policies.json',
    written: (policy) => ({ policies: { '3rdparty': { Extensions: { [ADDON_ID]: policy } } } }),
  });
}

function policed({ program, folder, file, written }: Place): PolicedBrowser | undefined {
  if (!mayMount(folder)) return undefined;
  const own = mkdtempSync(path.join(tmpdir(), 'tallystick-policies-'));
  const replaced = path.join(own, 'replaced');
  cpSync(folder, replaced, { recursive: true });
  mkdirSync(path.dirname(path.join(replaced, file)), { recursive: true });
  const executable = path.join(own, path.basename(program));
  writeFileSync(
    executable,
    `#!/bin/sh\nexec unshare --mount sh -c 'mount --bind "$0" ${folder} && exec "$@"' ${replaced} ${program} "$@"\n`,
  );
  chmodSync(executable, 0o755);
  return {
    executable,
    set: (policy) => writeFileSync(path.join(replaced, file), JSON.stringify(written(policy))),
    remove: () => rmSync(own, { recursive: true, force: true }),
  };
}

function mayMount(folder: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync(folder)) return false;
  try {
    execFileSync('unshare', ['--mount', 'mount', '--bind', tmpdir(), folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
