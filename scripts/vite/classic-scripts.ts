import path from 'node:path';
import { build, type Plugin } from 'vite';
import { noteLicences } from './licences.ts';

const SOURCE = path.resolve(import.meta.dirname, '../../src');

/**
 * Scripts of pages as one classic script each: a module would wait for the whole page and for the modules that it imports.
 * `scripts` says which file of `src` becomes which file of the package; the page names it as `/popup-first-paint.js`.
 */
export function classicScripts(scripts: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'classic-scripts',
    apply: 'build',
    async generateBundle() {
      for (const [fileName, entry] of Object.entries(scripts))
        this.emitFile({ type: 'asset', fileName, source: await bundle(path.join(SOURCE, entry), fileName) });
    },
  };
}

async function bundle(entry: string, fileName: string): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [noteLicences()],
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
