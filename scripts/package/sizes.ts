// How much the stores hand out, and how much of it the popup waits for.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes of a package as it is downloaded. */
export const MOST_PACKED = 1_200_000;
/** Bytes, each file by gzip, of the scripts that the popup's first screen needs: the first paint's and the program's. */
export const MOST_FOR_POPUP = 60_000;

/** The scripts of the popup's first screen, as paths in the package: what its page names, and what they import without a condition. */
export function scriptsOfPopup(folder: string): readonly string[] {
  const page = readFileSync(path.join(folder, 'src/popup/index.html'), 'utf8');
  const named = [...page.matchAll(/src="\/([^"]+\.js)"/g)].map(([, file]) => file ?? '');
  // The first script asks for the program once the first screen is painted.
  const program = named.flatMap((file) => importsOf(folder, file, /import\([`"](\/[^`"]+)[`"]\)/g));
  return [...withImports(folder, [...named, ...program])];
}

export function gzippedBytes(folder: string, files: readonly string[]): number {
  return files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(path.join(folder, file)), { level: 9 }).length,
    0,
  );
}

function withImports(folder: string, files: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [...files];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (seen.has(file)) continue;
    seen.add(file);
    queue.push(...importsOf(folder, file, /(?:from|import)\s*"(\.[^"]+)"/g));
  }
  return seen;
}

function importsOf(folder: string, file: string, how: RegExp): readonly string[] {
  const code = readFileSync(path.join(folder, file), 'utf8');
  return [...code.matchAll(how)].map(([, name = '']) =>
    name.startsWith('/') ? name.slice(1) : path.posix.join(path.posix.dirname(file), name),
  );
}
