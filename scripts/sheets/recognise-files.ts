import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PageText } from '../../src/content/page-text.ts';
import { type Recognised, recogniseSheet } from '../../src/core/recovery/recognise-sheet.ts';
import { bundleScript, launchBrowser } from '../detect/browser.ts';

export interface SheetInput {
  readonly name: string;
  readonly kind: 'page' | 'file';
  readonly content: string;
}

export interface SheetLine {
  readonly file: string;
  readonly verdict: Recognised['verdict'];
  readonly codes: readonly string[];
  /** How many of them are marked as spent. */
  readonly used: number;
}

export function inputFrom(path: string): SheetInput {
  const kind = /\.html?$/i.test(path) ? 'page' : 'file';
  return { name: basename(path), kind, content: readFileSync(path, 'utf8') };
}

/** Pages are laid out by the browser and read by the script that ships; scripts of the pages do not run. */
export async function recogniseAll(inputs: readonly SheetInput[]): Promise<readonly SheetLine[]> {
  const entry = fileURLToPath(new URL('read-sheets.iife.ts', import.meta.url));
  const [browser, reader] = await Promise.all([launchBrowser(), bundleScript(entry)]);
  try {
    const page = await browser.newPage();
    const lines: SheetLine[] = [];
    for (const { name, kind, content } of inputs) {
      if (kind === 'file') {
        lines.push(lineOf(name, recogniseSheet({ text: content, title: name, from: 'file' })));
        continue;
      }
      await page.setContent(content, { waitUntil: 'domcontentloaded' });
      const read = await page.evaluate<PageText>(`${reader}; tallystickBundle.readPageText(document)`);
      lines.push(lineOf(name, recogniseSheet({ ...read, from: 'page' })));
    }
    return lines;
  } finally {
    await browser.close();
  }
}

function lineOf(file: string, { verdict, codes }: Recognised): SheetLine {
  const used = codes.filter(({ isUsed }) => isUsed).length;
  return { file, verdict, codes: codes.map(({ text }) => text), used };
}
