import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';

const LINK = /<link rel="stylesheet"[^>]* href="\/([^"]+)">/g;

/**
 * Writes the style sheet that a page names into the page itself, which costs one file less to wait for, and lets this very
 * text through the manifest's Content-Security-Policy, and no other.
 */
export function styleWithinPage(page: string): Plugin {
  return {
    name: 'style-within-page',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const html = assetOf(bundle, page);
        const [named, ...more] = html.text.matchAll(LINK);
        const [link, file] = named ?? [];
        if (link === undefined || file === undefined || more.length > 0) {
          throw new Error(`${page} does not name one style sheet`);
        }
        const style = assetOf(bundle, file).text.trim();
        if (style.includes('</')) throw new Error(`${file} would end its element`);
        html.write(html.text.replace(link, () => `<style>${style}</style>`));
        delete bundle[file];
        const hash = createHash('sha256').update(style).digest('base64');
        const manifest = assetOf(bundle, 'manifest.json');
        const allowed = manifest.text.replace("style-src 'self'", `$& 'sha256-${hash}'`);
        if (allowed === manifest.text) throw new Error('the manifest says nothing of styles');
        manifest.write(allowed);
      },
    },
  };
}

function assetOf(bundle: Rolldown.OutputBundle, file: string) {
  const asset = bundle[file];
  if (asset?.type !== 'asset') throw new Error(`the bundle has no ${file}`);
  return {
    text: typeof asset.source === 'string' ? asset.source : new TextDecoder().decode(asset.source),
    write: (text: string) => {
      asset.source = text;
    },
  };
}
