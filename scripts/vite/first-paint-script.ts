import path from 'node:path';
import { build, type Plugin } from 'vite';
import { noteLicences } from './licences.ts';

const ENTRY = path.resolve(import.meta.dirname, '../../src/popup/first-paint/first-paint.ts');
const FILE = 'popup-first-paint.js';

/**
 * The first script of the popup as one classic script: a module would wait for the whole page and for the modules that it
 * imports. The page names it as `/popup-first-paint.js`.
 */
export function firstPaintScript(): Plugin {
  return {
    name: 'first-paint-script',
    apply: 'build',
    async generateBundle() {
      const built = await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        plugins: [noteLicences()],
        build: {
          write: false,
          target: 'es2024',
          lib: { entry: ENTRY, formats: ['iife'], name: 'tallystickFirstPaint', fileName: () => FILE },
        },
      });
      const [bundle] = Array.isArray(built) ? built : [built];
      const output = bundle !== undefined && 'output' in bundle ? bundle.output[0] : undefined;
      if (output === undefined) throw new Error('the first script of the popup was not built');
      this.emitFile({ type: 'asset', fileName: FILE, source: output.code });
    },
  };
}
