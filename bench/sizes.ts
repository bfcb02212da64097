// What the store hands out, and what each part of it that people wait for takes, packed by gzip.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { gzippedBytes, scriptsOfPopup } from '../scripts/package/sizes.ts';
import { type Row, rowOf } from './table.ts';

const CHROME = path.resolve(import.meta.dirname, '../dist/chrome');
const KB = 1000;

export function measureSizes(): readonly Row[] {
  const packed = (files: readonly string[]) => gzippedBytes(CHROME, files) / KB;
  const all = readdirSync(CHROME, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(CHROME, path.join(entry.parentPath, entry.name)));
  const content = (name: string) => `src/content/${name}.iife.js`;
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['the package', all],
    ['the first paint of the popup', ['popup-first-paint.js']],
    ['the program of the popup', scriptsOfPopup(CHROME)],
    ['the worker', ['background.js']],
    ['the script of an allowed site', [content('site')]],
    ['the script that a click puts in', [content('autofill')]],
    ['the decoder of QR codes', all.filter((file) => file.endsWith('.wasm'))],
    ...all
      .filter(
        (file) =>
          /^assets\/.*\.js$/.test(file) && gzipSync(readFileSync(path.join(CHROME, file))).length > 5 * KB,
      )
      .map((file) => [`chunk ${path.basename(file).replace(/-[\w-]{8}\.js$/, '')}`, [file]] as const),
  ];
  return parts.map(([name, files]) => ({ ...rowOf(`size of ${name}`, '', [packed(files)], []), unit: 'kB' }));
}
