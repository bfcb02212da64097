import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import type { Licence } from '../../src/platform/licences.ts';

const FILE = 'licences.json';
const IN_PACKAGE = /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))[\\/]/;
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i;

/** What packages bring along without saying whose it is: compiled into the decoder, and data of the public suffixes. */
const BROUGHT_ALONG = [
  {
    name: 'zxing-cpp',
    carrier: 'zxing-wasm',
    licence: 'Apache-2.0',
    text: '@biomejs/biome/LICENSE-APACHE',
  },
  {
    name: 'Public Suffix List',
    carrier: 'tldts',
    licence: 'MPL-2.0',
    text: 'webextension-polyfill/LICENSE',
  },
];

/** Whose modules are in any bundle of one build: the pages', the worker's, those of the scripts put into pages. */
const folders = new Set<string>();

/** Notes the packages of a bundle that is built beside the main one. */
export function noteLicences(): Plugin {
  return {
    name: 'note-licences',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const id of Object.keys(output.modules)) {
          const folder = IN_PACKAGE.exec(id.replace(/^\0/, ''))?.[1];
          if (folder !== undefined) folders.add(folder);
        }
      }
    },
  };
}

/**
 * Writes the licence of every package whose code is in the extension, and of those `taken` from at build time, as one file
 * that the page "About" shows. A package without a licence text ends the build.
 */
export function writeLicences(taken: readonly string[]): Plugin {
  return {
    name: 'write-licences',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler() {
        const all = [...folders, ...taken.map((name) => path.resolve('node_modules', name))];
        const own = all.map(licenceOf);
        const licences = [...own, ...broughtAlongBy(own)].toSorted((a, b) =>
          a.name.localeCompare(b.name, 'en'),
        );
        this.emitFile({ type: 'asset', fileName: FILE, source: JSON.stringify(licences) });
      },
    },
  };
}

function broughtAlongBy(packages: readonly Licence[]): readonly Licence[] {
  return BROUGHT_ALONG.flatMap(({ name, carrier, licence, text }) => {
    const version = packages.find((bundled) => bundled.name === carrier)?.version;
    if (version === undefined) return [];
    const words = readFileSync(path.resolve('node_modules', text), 'utf8').trim();
    return [{ name, carrier, version: `in ${carrier} ${version}`, licence, text: words }];
  });
}

function licenceOf(folder: string): Licence {
  const described = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
    readonly author?: string;
  };
  const { name, version, license: licence = '', author } = described;
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  const own = files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()).join('\n\n');
  // Some packages name their licence and leave its text out.
  const text = own === '' && author !== undefined ? (standardText(licence, author) ?? '') : own;
  if (licence === '' || text === '') throw new Error(`${name}: a bundled package without a licence text`);
  return { name, version, licence, text };
}

function standardText(licence: string, author: string): string | undefined {
  if (licence !== 'ISC') return undefined;
  return `Copyright (c) ${author}

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`;
}
