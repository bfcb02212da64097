// What is in the package that people install, read from the built folders.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { scriptsOfPopup } from '../../scripts/package/sizes.ts';

const DIST = path.resolve(import.meta.dirname, '../../dist');
const CHROME = path.join(DIST, 'chrome');

/** `style` is the hash of the one style that a page has within itself. */
const CSP = (style: string) =>
  `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'sha256-${style}'; img-src 'self' blob: data:; ` +
  "connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'";

/** Each is named with its reason in PRIVACY.md; one more is a change that users are asked about. */
const PERMISSIONS = [
  'storage',
  'unlimitedStorage',
  'activeTab',
  'scripting',
  'alarms',
  'idle',
  'clipboardWrite',
  'contextMenus',
];

describe.each(['chrome', 'firefox'])('the package for %s', (browser) => {
  const folder = path.join(DIST, browser);
  const manifest = readManifest(folder);

  test('asks for no site at install', () => {
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('content_scripts');
    expect(manifest['optional_host_permissions']).toEqual(['http://*/*', 'https://*/*']);
  });

  test('asks for these permissions and no others', () => {
    expect(manifest['permissions']).toEqual([...PERMISSIONS, ...(browser === 'chrome' ? ['offscreen'] : [])]);
    expect(manifest['optional_permissions']).toEqual(['clipboardRead']);
  });

  test('shows pages no file of its own but the offer, and that under an address that they cannot guess', () => {
    const offer = {
      resources: ['src/offer/index.html'],
      matches: ['http://*/*', 'https://*/*'],
      use_dynamic_url: true,
    };
    expect(manifest['web_accessible_resources']).toEqual(browser === 'chrome' ? [offer] : undefined);
    expect(manifest).not.toHaveProperty('externally_connectable');
  });

  test('has the content security policy that keeps updates from phoning home', () => {
    const page = readFileSync(path.join(folder, 'src/popup/index.html'), 'utf8');
    const [style, ...others] = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text]) => text ?? '');
    expect(others).toEqual([]);
    const hash = createHash('sha256')
      .update(style ?? '')
      .digest('base64');
    expect(manifest['content_security_policy']).toEqual({ extension_pages: CSP(hash) });
  });

  test('has style within no page but the first screen, where the policy lets it through', () => {
    const styled = filesIn(folder).filter(
      (file) => file.endsWith('.html') && /<style|style=/.test(readFileSync(file, 'utf8')),
    );
    expect(styled.map((file) => path.relative(folder, file))).toEqual(['src/popup/index.html']);
  });

  test('carries the decoder and names no other place to load code from', () => {
    const files = filesIn(folder);
    expect(files.filter((file) => file.endsWith('.wasm'))).toHaveLength(1);
    for (const file of files.filter((name) => /\.(js|html|css)$/.test(name))) {
      const remote =
        readFileSync(file, 'utf8').match(/(?:https?:)?\/\/[^\s"'`)]+\.(?:js|mjs|wasm|css)\b/g) ?? [];
      expect(remote, path.relative(folder, file)).toEqual([]);
    }
  });

  test('evaluates no text as code', () => {
    for (const file of filesIn(folder).filter((name) => name.endsWith('.js'))) {
      const code = readFileSync(file, 'utf8');
      expect(code, path.relative(folder, file)).not.toMatch(/\beval\s*\(|new Function\s*\(/);
    }
  });

  test('has no place where a text could become HTML', () => {
    for (const file of filesIn(folder).filter((name) => name.endsWith('.js'))) {
      const code = readFileSync(file, 'utf8');
      expect(code, path.relative(folder, file)).not.toMatch(
        /(?:inner|outer)HTML\s*=[^=]|insertAdjacentHTML|document\.write|createContextualFragment/,
      );
    }
  });

  test('holds nothing of the relying party', () => {
    const marks = /ankra|relying-party\/|DatabaseSync|scryptSync|node:/i;
    for (const file of filesIn(folder).filter((name) => /\.(?:js|html|css|json)$/.test(name))) {
      expect(path.relative(folder, file)).not.toMatch(marks);
      expect(marks.exec(readFileSync(file, 'utf8'))?.[0], path.relative(folder, file)).toBeUndefined();
    }
  });

  test('has no source map, neither beside its scripts nor in them', () => {
    const files = filesIn(folder);
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
    for (const file of files.filter((name) => /\.(?:js|css)$/.test(name)))
      expect(readFileSync(file, 'utf8'), path.relative(folder, file)).not.toMatch(
        /sourceMappingURL|sourcesContent/,
      );
  });

  test('has every file that its manifest and pages name', () => {
    for (const file of namedFiles(folder, manifest))
      expect(existsSync(path.join(folder, file)), file).toBe(true);
  });
});

test.each(['site', 'autofill'])('the content script “%s” stays small', (name) => {
  const script = readFileSync(path.join(CHROME, `src/content/${name}.iife.js`));
  expect(gzipSync(script, { level: 9 }).byteLength).toBeLessThan(14 * 1024);
});

test('no content script carries the words that fields are recognised by', () => {
  for (const name of ['site', 'autofill'])
    expect(readFileSync(path.join(CHROME, `src/content/${name}.iife.js`), 'utf8')).not.toMatch(
      /authenticator|einmalcode/i,
    );
});

test('the key in the manifest gives the extension its stable id', () => {
  const key = Buffer.from(String(readManifest(CHROME)['key']), 'base64');
  const digits = createHash('sha256').update(key).digest('hex').slice(0, 32);
  const id = digits.replace(/[0-9a-f]/g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
  expect(id).toBe('jblgpkhfjdjammfckhhoibhfjpelnmjp');
});

test('the popup loads neither the decoder nor the key derivation before they are used', () => {
  const loaded = scriptsOfPopup(CHROME);
  expect(loaded.length).toBeGreaterThan(2);
  for (const file of loaded) expect(path.basename(file)).not.toMatch(/worker|zxing|kdf\.worker/);
});

function readManifest(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function namedFiles(folder: string, manifest: Record<string, unknown>): readonly string[] {
  const inManifest = JSON.stringify(manifest).match(/"[\w./-]+\.(?:js|html|png)"/g) ?? [];
  const pages = filesIn(folder).filter((file) => file.endsWith('.html'));
  const inPages = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, file]) => file ?? ''),
  );
  return [...inManifest.map((quoted) => quoted.slice(1, -1)), ...inPages];
}
