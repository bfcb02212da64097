// A Chromium under the policies of an administrator, without any other Chromium of this system noticing.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from '../../scripts/find-browser.ts';
import { EXTENSION_ID } from './extension-browser.ts';

/** Where Debian's Chromium looks for policies; there is no switch for another place. */
const POLICIES = '/etc/chromium';

export interface PolicedBrowser {
  /** A program that starts Chromium with a folder of ours in place of its policies, in a mount namespace of its own. */
  readonly executable: string;
  /** Replaces what is set. */
  set(policy: object): void;
  remove(): void;
}

/** Undefined where that needs more rights than the test has. */
export function policedBrowser(): PolicedBrowser | undefined {
  if (!mayMount()) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-policies-'));
  const etc = path.join(folder, 'etc');
  cpSync(POLICIES, etc, { recursive: true });
  const managed = path.join(etc, 'policies/managed');
  mkdirSync(managed, { recursive: true });
  const executable = path.join(folder, 'chromium');
  writeFileSync(
    executable,
    `#!/bin/sh\nexec unshare --mount sh -c 'mount --bind "$0" ${POLICIES} && exec "$@"' ${etc} ${findBrowser()} "$@"\n`,
  );
  chmodSync(executable, 0o755);
  return {
    executable,
    set: (policy) =>
      writeFileSync(
        path.join(managed, 'tallystick.json'),
        JSON.stringify({ '3rdparty': { extensions: { [EXTENSION_ID]: policy } } }),
      ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function mayMount(): boolean {
  if (process.getuid?.() !== 0 || !existsSync(POLICIES)) return false;
  try {
    execFileSync('unshare', ['--mount', 'mount', '--bind', tmpdir(), POLICIES], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
