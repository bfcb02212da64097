import { readFileSync } from 'node:fs';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig, type Plugin } from 'vite';

/** Which browser this build is for; `scripts/build.ts` runs it once for each. */
const browserName = process.env['TALLYSTICK_BROWSER'] === 'firefox' ? 'firefox' : 'chrome';

const chromeManifest = JSON.parse(readFileSync(new URL('manifest.json', import.meta.url), 'utf8'));

export default defineConfig({
  plugins: [
    crx({ manifest: manifestFor(browserName), browser: browserName, contentScripts: { injectCss: false } }),
    noWebAccessibleResources(),
  ],
  build: {
    outDir: `dist/${browserName}`,
    emptyOutDir: true,
    target: 'es2024',
    modulePreload: false,
    assetsInlineLimit: 0,
  },
  worker: { format: 'es' },
});

/** The Firefox manifest is derived, so that the two cannot drift apart. */
function manifestFor(browser: 'chrome' | 'firefox'): ManifestV3Export {
  if (browser === 'chrome') return chromeManifest;
  const { key: _key, minimum_chrome_version: _minimum, ...shared } = chromeManifest;
  return {
    ...shared,
    // crxjs reads the entry from here and crashes on a service worker when the browser is Firefox.
    background: { scripts: ['src/background/index.ts'], type: 'module' },
    browser_specific_settings: {
      gecko: {
        id: 'tallystick@tallystick.invalid',
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  };
}

/**
 * crxjs lists every `?iife` script under web_accessible_resources, which makes the extension detectable by any page.
 * Neither scripting.executeScript nor registerContentScripts needs the entry.
 */
function noWebAccessibleResources(): Plugin {
  return {
    name: 'no-web-accessible-resources',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const asset = bundle['manifest.json'];
        if (asset?.type !== 'asset') throw new Error('the bundle has no manifest.json');
        const { web_accessible_resources: _exposed, ...manifest } = JSON.parse(String(asset.source));
        asset.source = JSON.stringify(manifest, null, 2);
      },
    },
  };
}
