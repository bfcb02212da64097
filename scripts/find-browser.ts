// Where Chrome or Chromium is: CHROME_PATH, the usual names, or Debian's package installed on the spot.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const FIXED_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];
const OLDEST_VERSION = 148;
const FIREFOX_NAMES = ['firefox-esr', 'firefox'];
const FIXED_FIREFOX_PATHS = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** The executable. Installs nothing; throws one clear sentence where there is none. */
export function findBrowser(): string {
  const given = process.env['CHROME_PATH'];
  if (given !== undefined && given !== '') {
    if (!isExecutable(given)) throw new Error(`CHROME_PATH names ${given}, which cannot be run.`);
    return given;
  }
  const found = NAMES.map(onPath).find((file) => file !== undefined) ?? FIXED_PATHS.find(isExecutable);
  if (found === undefined) {
    throw new Error('No Chrome or Chromium was found. Install one, or set CHROME_PATH to its program file.');
  }
  return found;
}

/** The same, after installing what is missing where that can be done without asking: on Debian, as root. */
export function findOrInstallBrowser(): string {
  const missing = [
    ...(hasBrowser() ? [] : ['chromium']),
    ...(process.platform === 'linux'
      ? ['Xvfb:xvfb', 'xdotool:xdotool'].filter((tool) => !hasTool(tool))
      : []),
  ].map((tool) => tool.split(':').at(-1) ?? tool);
  if (missing.length > 0 && canInstall()) installDebianPackages(missing);
  const browser = findBrowser();
  checkVersion(browser);
  return browser;
}

/** Before the tests and not in one: a download knows none of their deadlines. */
export function installFirefoxIfMissing(): void {
  if (!FIREFOX_NAMES.some(hasTool) && process.env['FIREFOX_PATH'] === undefined && canInstall()) {
    installDebianPackages(['firefox-esr']);
  }
}

/** Firefox. Installs nothing; throws one clear sentence where there is none. */
export function findFirefox(): string {
  const found =
    process.env['FIREFOX_PATH'] ??
    FIREFOX_NAMES.map(onPath).find((file) => file !== undefined) ??
    FIXED_FIREFOX_PATHS.find(isExecutable);
  if (found === undefined || !isExecutable(found)) {
    throw new Error('No Firefox was found. Install one, or set FIREFOX_PATH to its program file.');
  }
  return found;
}

/** Installs Debian packages without a question; prints what it does. */
export function installDebianPackages(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => spawnSync('apt-get', ['-q', '-y', ...args], { env, encoding: 'utf8' });
  apt('update');
  const installed = apt('install', '--no-install-recommends', ...packages);
  if (installed.status !== 0) {
    throw new Error(`apt-get could not install ${packages.join(', ')}:\n${installed.stderr}`);
  }
}

export function canInstall(): boolean {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

export function hasTool(tool: string): boolean {
  return onPath(tool.split(':')[0] ?? tool) !== undefined;
}

function hasBrowser(): boolean {
  try {
    return findBrowser() !== '';
  } catch {
    return false;
  }
}

function checkVersion(browser: string): void {
  if (process.platform === 'win32') return;
  const output = execFileSync(browser, ['--version', '--no-sandbox'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const version = Number(/(\d+)\./.exec(output)?.[1]);
  if (version < OLDEST_VERSION) {
    throw new Error(
      `Tallystick needs Chrome or Chromium ${OLDEST_VERSION} or newer; ${browser} is ${version}.`,
    );
  }
}

function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return existsSync(file);
  } catch {
    return false;
  }
}
