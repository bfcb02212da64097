import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

interface Text {
  readonly description?: string;
}

/** Takes out of the packaged texts what only translators read: the descriptions, and the blanks between. */
export function bareTexts(): Plugin {
  return {
    name: 'bare-texts',
    apply: 'build',
    writeBundle({ dir }) {
      if (dir === undefined) throw new Error('the build has no folder');
      const locales = path.join(dir, '_locales');
      for (const locale of readdirSync(locales)) {
        const file = path.join(locales, locale, 'messages.json');
        const texts = JSON.parse(readFileSync(file, 'utf8')) as { readonly [key: string]: Text };
        const bare = Object.entries(texts).map(([key, { description: _description, ...text }]) => [
          key,
          text,
        ]);
        writeFileSync(file, JSON.stringify(Object.fromEntries(bare)));
      }
    },
  };
}
