import path from 'node:path';
import { build, type Plugin } from 'vite';
import { noteLicences } from './licences.ts';

const SOURCE = path.resolve(import.meta.dirname, '../../src');

/**
 * Scripts of pages as one classic script each: a module would wait for the whole page and for the modules that it imports.
 * `scripts` says which file of `src` becomes which file of the package; the page names it as `/popup-first-paint.js`.
 * What a script imports `later` is not put into it: it is named as it lies in the package.
 */
export function classicScripts(
  scripts: Readonly<Record<string, string>>,
  later: Readonly<Record<string, string>>,
): Plugin {
  return {
    name: 'classic-scripts',
    apply: 'build',
    async generateBundle() {
      for (const [fileName, entry] of Object.entries(scripts))
        this.emitFile({
          type: 'asset',
          fileName,
          source: await bundle(path.join(SOURCE, entry), fileName, later),
        });
    },
  };
}

async function bundle(
  entry: string,
  fileName: string,
  later: Readonly<Record<string, string>>,
): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [noteLicences(), namedLater(later)],
    build: {
      write: false,
      target: 'es2024',
      lib: { entry, formats: ['iife'], name: 'tallystickClassic', fileName: () => fileName },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const output = first !== undefined && 'output' in first ? first.output[0] : undefined;
  if (output === undefined) throw new Error(`${fileName} was not built`);
  return output.code;
}

function namedLater(later: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'named-later',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer === undefined) return undefined;
      const file = path.relative(SOURCE, path.resolve(path.dirname(importer), source)).replaceAll('\\', '/');
      const id = later[file];
      return id === undefined ? undefined : { id, external: 'absolute' };
    },
  };
}
