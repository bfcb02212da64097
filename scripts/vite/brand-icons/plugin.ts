import path from 'node:path';
import type { Plugin } from 'vite';
import { readBrands } from './read-brands.ts';

/**
 * A file for the icons whose names begin alike, so that few are read that are not on the screen (a file for each took half
 * as much again in the package), and one list of which service has which. Nothing of it is asked for before the first
 * screen was painted, and nothing ever from the network.
 */
export function brandIcons(): Plugin {
  return {
    name: 'brand-icons',
    apply: 'build',
    generateBundle() {
      const brands = readBrands(path.resolve('node_modules/simple-icons'));
      for (const [initial, alike] of Map.groupBy(brands, ({ slug }) => slug.slice(0, 1))) {
        const icons = Object.fromEntries(alike.map(({ slug, svg }) => [slug, svg]));
        this.emitFile({ type: 'asset', fileName: `brands/${initial}.json`, source: JSON.stringify(icons) });
      }
      const list = brands.map(({ svg: _svg, ...brand }) => brand);
      this.emitFile({ type: 'asset', fileName: 'brands/list.json', source: JSON.stringify(list) });
    },
  };
}
