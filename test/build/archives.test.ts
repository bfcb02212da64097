// What `npm run package` hands to the stores: built twice, at two places, from nothing but the sources and the lock file.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePackages, type Packages } from '../../scripts/package/make-packages.ts';
import { rebuildElsewhere } from '../../scripts/package/rebuild.ts';
import { MOST_FOR_POPUP, MOST_PACKED } from '../../scripts/package/sizes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DEADLINE_MS = 300_000;
const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };

let folder = '';
let packages: Packages = { made: [], popupBytes: 0, toKeep: { name: '', bytes: Buffer.alloc(0) } };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tallystick-packages-'));
  packages = await makePackages(ROOT, folder);
}, DEADLINE_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  'two clean builds at two places give the same bytes',
  async () => {
    expect(await rebuildElsewhere(ROOT, packages.made)).toEqual([]);
  },
  DEADLINE_MS,
);

describe.each(['chrome', 'firefox'])('the archive for %s', (browser) => {
  test('is small enough to download', () => {
    expect(bytesOf(`${browser}.zip`).length).toBeLessThanOrEqual(MOST_PACKED);
  });

  test('unpacks to a manifest of the version that package.json names', async () => {
    const files = await unpack(bytesOf(`${browser}.zip`));
    const manifest = JSON.parse(Buffer.from(files.get('manifest.json') ?? []).toString());
    expect(manifest.version).toBe(version);
    expect(manifest).not.toHaveProperty('key');
    expect([...files.keys()]).toEqual([...files.keys()].toSorted());
  });
});

test('the popup waits for few scripts', () => {
  // Far below would mean that its program was not counted.
  expect(packages.popupBytes).toBeGreaterThan(20_000);
  expect(packages.popupBytes).toBeLessThanOrEqual(MOST_FOR_POPUP);
});

test('the changelog begins with the version that package.json names', () => {
  const [, first] = /^## (\S+)/m.exec(readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8')) ?? [];
  expect(first).toBe(version);
});

test('the source archive holds the sources and no product of a command', async () => {
  const files = [...(await unpack(bytesOf('source.zip'))).keys()];
  expect(files).toEqual(expect.arrayContaining(['package-lock.json', 'manifest.json', 'scripts/build.ts']));
  expect(files.filter((file) => /^(?:node_modules|dist|packages|\.git)\//.test(file))).toEqual([]);
});

test('the bill of materials names each package with the checksum of the lock file', () => {
  const bill = JSON.parse(bytesOf('sbom.cdx.json').toString());
  const { packages: locked } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
  const preact = bill.components.find(({ name }: { name: string }) => name === 'preact');
  expect(preact.purl).toBe(`pkg:npm/preact@${preact.version}`);
  const digest = Buffer.from(preact.hashes[0].content, 'hex').toString('base64');
  expect(locked['node_modules/preact'].integrity).toBe(`sha512-${digest}`);
  const names = bill.components.map((component: { name: string }) => component.name);
  expect(names).toEqual(expect.arrayContaining(['zxing-wasm', 'zxing-cpp', 'Public Suffix List']));
});

function bytesOf(what: string): Buffer {
  const found = packages.made.find(({ name }) => name === `tallystick-${version}-${what}`);
  if (found === undefined) throw new Error(`no ${what} was made`);
  return found.bytes;
}

async function unpack(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await new ZipReader(new Uint8ArrayReader(bytes)).getEntries();
  const files = entries.filter((entry) => !entry.directory);
  return new Map(
    await Promise.all(
      files.map(async (entry) => {
        const content = await entry.getData(new Uint8ArrayWriter(), { checkSignature: true });
        return [entry.filename, content] as const;
      }),
    ),
  );
}
