import path from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';

const LOADER = 'service-worker-loader.js';
const SCRIPT = 'background.js';

/**
 * The background as one classic script. As a module it was read as a chain of four files whenever it started again, and
 * carried along what it shares with the pages alone: it was ready after 34 ms, as one script after 21.
 */
export function oneBackgroundScript(): Plugin {
  return {
    name: 'one-background-script',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        this.emitFile({ type: 'asset', fileName: SCRIPT, source: await bundleFrom(bundle) });
        const manifest = bundle['manifest.json'];
        if (manifest?.type !== 'asset') throw new Error('the bundle has no manifest.json');
        const { background, ...rest } = JSON.parse(String(manifest.source));
        const started = 'scripts' in background ? { scripts: [SCRIPT] } : { service_worker: SCRIPT };
        manifest.source = JSON.stringify({ ...rest, background: started }, null, 2);
        removeModules(bundle);
      },
    },
  };
}

async function bundleFrom(bundle: Rolldown.OutputBundle): Promise<string> {
  const codeOf = (fileName: string) => {
    const output = bundle[fileName];
    if (output === undefined) return undefined;
    return output.type === 'chunk' ? output.code : String(output.source);
  };
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'files-of-the-bundle',
        enforce: 'pre',
        resolveId: (source, importer) =>
          importer === undefined ? LOADER : path.posix.join(path.posix.dirname(importer), source),
        load: (id) => codeOf(id),
      },
    ],
    build: {
      write: false,
      target: 'es2024',
      lib: { entry: LOADER, formats: ['iife'], name: 'tallystickBackground', fileName: () => SCRIPT },
      rolldownOptions: { optimization: { inlineConst: false }, output: { strict: true } },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const output = first !== undefined && 'output' in first ? first.output[0] : undefined;
  if (output === undefined) throw new Error(`${SCRIPT} was not built`);
  return output.code;
}

/** The entry and what nothing else imports. */
function removeModules(bundle: Rolldown.OutputBundle): void {
  const loader = bundle[LOADER];
  const code = loader?.type === 'asset' ? String(loader.source) : (loader?.code ?? '');
  const entry = /['"]\.\/([^'"]+)['"]/.exec(code)?.[1] ?? '';
  if (bundle[entry] === undefined) throw new Error(`${LOADER} names no file of the bundle`);
  delete bundle[LOADER];
  delete bundle[entry];
}
