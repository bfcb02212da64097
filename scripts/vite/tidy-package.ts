import type { Plugin, Rolldown } from 'vite';

/**
 * Mends what crxjs leaves in the package: `?iife` scripts under web_accessible_resources, which makes the extension
 * detectable by any page though neither scripting.executeScript nor registerContentScripts needs it; and a second,
 * unused copy of each of those scripts with the chunks that only it imports. Pages may frame `shown` alone, under an
 * address that changes with every session and that no page can guess.
 */
export function tidyPackage(shown: readonly string[]): Plugin {
  return {
    name: 'tidy-package',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        hideResources(bundle, shown);
        removeUnusedCopies(bundle);
      },
    },
  };
}

function hideResources(bundle: Rolldown.OutputBundle, shown: readonly string[]): void {
  const asset = bundle['manifest.json'];
  if (asset?.type !== 'asset') throw new Error('the bundle has no manifest.json');
  const { web_accessible_resources: _exposed, ...manifest } = JSON.parse(String(asset.source));
  if (shown.length > 0) {
    const matches = ['http://*/*', 'https://*/*'];
    manifest.web_accessible_resources = [{ resources: shown, matches, use_dynamic_url: true }];
  }
  asset.source = JSON.stringify(manifest, null, 2);
}

function removeUnusedCopies(bundle: Rolldown.OutputBundle): void {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
  for (const { fileName, facadeModuleId } of chunks) {
    if (facadeModuleId?.endsWith('.iife.ts') === true) delete bundle[fileName];
  }
  for (;;) {
    const left = Object.values(bundle).filter((output) => output.type === 'chunk');
    const imported = new Set(left.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]));
    const orphan = left.find(({ isEntry, fileName }) => !isEntry && !imported.has(fileName));
    if (orphan === undefined) return;
    delete bundle[orphan.fileName];
  }
}
