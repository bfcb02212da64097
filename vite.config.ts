import { readFileSync } from 'node:fs';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import { brandIcons } from './scripts/vite/brand-icons/plugin.ts';
import { barePage } from './scripts/vite/bare-page.ts';
import { bareTexts } from './scripts/vite/bare-texts.ts';
import { classicScripts } from './scripts/vite/classic-scripts.ts';
import { noWayIn } from './scripts/vite/no-way-in.ts';
import { numbersAsText } from './scripts/vite/numbers-as-text.ts';
import { usedApis } from './scripts/vite/used-apis.ts';
import { noteLicences, writeLicences } from './scripts/vite/licences.ts';
import { oneBackgroundScript } from './scripts/vite/one-background-script.ts';
import { sharedParts } from './scripts/vite/shared-parts.ts';
import { styleWithinPage } from './scripts/vite/style-within-page.ts';
import { tidyPackage } from './scripts/vite/tidy-package.ts';

/** Which browser this build is for; `scripts/build.ts` runs it once for each. */
const browserName = process.env['TALLYSTICK_BROWSER'] === 'firefox' ? 'firefox' : 'chrome';

/** The version is the package's, and written nowhere else. */
const chromeManifest = { ...readJson('manifest.json'), version: readJson('package.json').version };

const OLDEST_FIREFOX = 140;

/** Only Chromium can tell whether a frame is covered, so only there is anything offered in pages. */
const OFFER_PAGE = 'src/offer/index.html';
const OFFER_SCRIPT: Readonly<Record<string, string>> =
  browserName === 'chrome' ? { 'offer.js': 'offer/offer.ts' } : {};

/** The popup's page does not name it: its first script asks for it once the first screen is painted. */
const POPUP_PROGRAM = 'src/popup/program.tsx';
const POPUP_PROGRAM_FILE = 'assets/popup-program.js';

export default defineConfig({
  plugins: [
    crx({ manifest: manifestFor(browserName), browser: browserName, contentScripts: { injectCss: false } }),
    noWayIn(),
    numbersAsText(),
    usedApis(),
    classicScripts(
      { 'popup-first-paint.js': 'popup/first-paint/first-paint.ts', ...OFFER_SCRIPT },
      { 'popup/program.tsx': `/${POPUP_PROGRAM_FILE}` },
    ),
    oneBackgroundScript(),
    styleWithinPage('src/popup/index.html'),
    tidyPackage(browserName === 'chrome' ? [OFFER_PAGE] : []),
    noteLicences(),
    brandIcons(),
    writeLicences(['simple-icons']),
    barePage('/src/popup/index.html'),
    bareTexts(),
  ],
  build: {
    outDir: `${process.env['TALLYSTICK_DIST'] ?? 'dist'}/${browserName}`,
    emptyOutDir: true,
    target: 'es2024',
    // What the manifests ask for: colours of two schemes stay as short as they are written.
    cssTarget: [`chrome${chromeManifest.minimum_chrome_version}`, `firefox${OLDEST_FIREFOX}`],
    modulePreload: false,
    rolldownOptions: {
      // Opened by the worker, by our pages and by content scripts; the manifest does not name them as pages.
      input: [
        POPUP_PROGRAM,
        'src/popup/code.html',
        'src/passkey/index.html',
        ...(browserName === 'chrome'
          ? ['src/offscreen/clipboard.html', 'src/offscreen/pictures.html', OFFER_PAGE]
          : []),
      ],
      // Otherwise the text of the list of public suffixes is put into each of the three places that read it.
      optimization: { inlineConst: false },
      output: {
        codeSplitting: { groups: sharedParts() },
        chunkFileNames: nameOfChunk,
        entryFileNames: nameOfEntry,
      },
    },
    assetsInlineLimit: 0,
  },
  worker: { format: 'es', plugins: () => [noWayIn(), numbersAsText(), usedApis(), noteLicences()] },
});

/** The hash of the worker's name would follow from where the sources lie, by what crxjs writes for the scripts that it puts in. */
function nameOfChunk({ name }: { readonly name: string }): string {
  return name === 'index.ts' ? 'assets/background.js' : 'assets/[name]-[hash].js';
}

function nameOfEntry({ facadeModuleId }: { readonly facadeModuleId?: string | null }): string {
  const isProgram = facadeModuleId?.replaceAll('\\', '/').endsWith(POPUP_PROGRAM) === true;
  return isProgram ? POPUP_PROGRAM_FILE : 'assets/[name]-[hash].js';
}

/** The Firefox manifest is derived, so that the two cannot drift apart. */
function manifestFor(browser: 'chrome' | 'firefox'): ManifestV3Export {
  if (browser === 'chrome') return chromeManifest;
  // Firefox takes the policies of extensions without a schema.
  const {
    key: _key,
    minimum_chrome_version: _minimum,
    storage: _schema,
    permissions,
    ...shared
  } = chromeManifest;
  return {
    ...shared,
    // Firefox's background is a document: it needs no other one out of sight.
    permissions: permissions.filter((permission: string) => permission !== 'offscreen'),
    // crxjs reads the entry from here and crashes on a service worker when the browser is Firefox.
    background: { scripts: ['src/background/index.ts'], type: 'module' },
    browser_specific_settings: {
      gecko: {
        id: 'tallystick@tallystick.invalid',
        strict_min_version: `${OLDEST_FIREFOX}.0`,
        data_collection_permissions: { required: ['none'] },
      },
    },
  };
}

function readJson(file: string) {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
}
