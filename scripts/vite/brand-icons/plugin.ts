import path from 'node:path';
import type { Plugin } from 'vite';
import { readBrands } from './read-brands.ts';

/**
 * A file for each icon, so that only those on the screen are read, and one list of which service has which. Nothing of it
 * is asked for before the first screen was painted, and nothing ever from the network.
 */
export function brandIcons(): Plugin {
  return {
    name: 'brand-icons',
    apply: 'build',
    generateBundle() {
      const brands = readBrands(path.resolve('node_modules/simple-icons'));
      for (const { slug, svg } of brands) {
        this.emitFile({ type: 'asset', fileName: `brands/${slug}.svg`, source: svg });
      }
      const list = brands.map(({ svg: _svg, ...brand }) => brand);
      this.emitFile({ type: 'asset', fileName: 'brands/list.json', source: JSON.stringify(list) });
    },
  };
}
