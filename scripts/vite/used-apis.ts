import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const FILE = /webextension-polyfill\/dist\/browser-polyfill\.js$/;
const METADATA = /(const apiMetadata = )(\{[\s\S]*?\n {6}\});/;
/** Every use of an interface of the browser stands in this folder. */
const PLATFORM = path.resolve(import.meta.dirname, '../../src/platform');

/** What the polyfill knows of a function has `minArgs`; the objects above it lead there by name. */
interface Known {
  readonly [name: string]: Known | number | boolean;
}

/**
 * Leaves out what the polyfill knows of the browser's interfaces that nobody here names: it is in every script of the
 * extension. What it does not know it hands on as the browser has it. A polyfill that has changed ends the build.
 */
export function usedApis(): Plugin {
  const named = namesIn(PLATFORM);
  return {
    name: 'used-apis',
    enforce: 'pre',
    transform(code, id) {
      if (!FILE.test(id.replaceAll('\\', '/'))) return undefined;
      const [found, start, text] = METADATA.exec(code) ?? [];
      const kept = JSON.stringify(namedOf(JSON.parse(text ?? '{}') as Known, named));
      if (found === undefined || kept.length < 500 || kept.length > found.length / 4)
        throw new Error(`${id} has changed: what does it know now?`);
      return { code: code.replace(found, () => `${start}${kept};`), map: null };
    },
  };
}

function namedOf(known: Known, named: ReadonlySet<string>): Known {
  const kept = Object.entries(known).flatMap(([name, below]): [string, Known | number | boolean][] => {
    if (typeof below !== 'object' || 'minArgs' in known) return [[name, below]];
    if (!named.has(name)) return [];
    const within = 'minArgs' in below ? below : namedOf(below, named);
    return Object.keys(within).length === 0 ? [] : [[name, within]];
  });
  return Object.fromEntries(kept);
}

function namesIn(folder: string): ReadonlySet<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return new Set(files.flatMap((file) => readFileSync(path.join(folder, file), 'utf8').match(/\w+/g) ?? []));
}
