// The archives for the stores and their reviewers, from a clean build of their own.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Licence } from '../../src/platform/licences.ts';
import { filesIn, sourcesOf } from './files.ts';
import { packFast, packSmall } from './pack.ts';
import { packageToKeep } from './package-to-keep.ts';
import { billOfMaterials } from './sbom.ts';
import { gzippedBytes, scriptsOfPopup } from './sizes.ts';
import { type PackedFile, zip } from './zip.ts';

export interface Made {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Packages {
  readonly made: readonly Made[];
  /** What the popup's first screen loads, each script by gzip. */
  readonly popupBytes: number;
  /** Goes into test/vectors/packages when a version is released. */
  readonly toKeep: Made;
}

/** Builds the sources in `root` and writes into `folder`; every byte follows from the sources and the lock file. */
export async function makePackages(root: string, folder: string): Promise<Packages> {
  const dist = mkdtempSync(path.join(tmpdir(), 'tallystick-dist-'));
  try {
    build(root, dist);
    const made = await archivesOf(root, dist);
    mkdirSync(folder, { recursive: true });
    for (const { name, bytes } of made) writeFileSync(path.join(folder, name), bytes);
    const chrome = path.join(dist, 'chrome');
    const toKeep = { name: `tallystick-${versionIn(root)}-chrome.zip`, bytes: await packageToKeep(dist) };
    return { made, popupBytes: gzippedBytes(chrome, scriptsOfPopup(chrome)), toKeep };
  } finally {
    rmSync(dist, { recursive: true, force: true });
  }
}

function build(root: string, dist: string): void {
  const script = path.join(root, 'scripts/build.ts');
  // What else is in the environment (NODE_ENV) would change what is built.
  const { PATH, HOME, TMPDIR, SystemRoot, TEMP } = process.env;
  const env = { PATH, HOME, TMPDIR, SystemRoot, TEMP, TALLYSTICK_DIST: dist };
  const args = ['--disable-warning=ExperimentalWarning', script];
  const done = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the build failed:\n${done.stdout}${done.stderr}`);
}

async function archivesOf(root: string, dist: string): Promise<readonly Made[]> {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const licences = JSON.parse(readFileSync(path.join(dist, 'chrome/licences.json'), 'utf8')) as Licence[];
  const name = (what: string) => `tallystick-${version}-${what}`;
  const archives = [
    {
      name: name('chrome.zip'),
      bytes: await zip(filesIn(path.join(dist, 'chrome')).map(withoutKey), packSmall),
    },
    { name: name('firefox.zip'), bytes: await zip(filesIn(path.join(dist, 'firefox')), packSmall) },
    { name: name('source.zip'), bytes: await zip(sourcesOf(root), packFast) },
    { name: name('sbom.cdx.json'), bytes: Buffer.from(billOfMaterials(root, licences)) },
    { name: name('third-party-licences.txt'), bytes: Buffer.from(licencesAsText(licences)) },
  ];
  const sums = archives.map(({ name: file, bytes }) => `${sha256(bytes)}  ${file}\n`).join('');
  return [...archives, { name: 'SHA256SUMS', bytes: Buffer.from(sums) }];
}

function versionIn(root: string): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** The store gives the extension a key of its own and refuses a package that brings one. */
function withoutKey(file: PackedFile): PackedFile {
  if (file.name !== 'manifest.json') return file;
  const { key: _key, ...manifest } = JSON.parse(Buffer.from(file.bytes).toString()) as Record<
    string,
    unknown
  >;
  return { ...file, bytes: Buffer.from(JSON.stringify(manifest, null, 2)) };
}

function licencesAsText(licences: readonly Licence[]): string {
  const line = '='.repeat(80);
  return licences
    .map(
      ({ name, version, licence, text }) =>
        `${line}\n${name} ${version} (${licence})\n${line}\n\n${text}\n\n`,
    )
    .join('');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
