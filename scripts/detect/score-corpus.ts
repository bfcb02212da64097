import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inspectPages } from './inspect-pages.ts';
import { type CorpusLabel, newTally, printTally, tallyPage } from './tally.ts';

/** Prints the figures that the corpus's own README tabulates for today's fillers, and the pages that are not exact. */
export async function scoreCorpus(corpus: string | undefined): Promise<void> {
  const folder = path.join(corpus ?? '', 'mfa');
  const list = path.join(folder, 'labels.json');
  if (!corpus || !existsSync(list)) {
    console.log('skipped: TALLYSTICK_CORPUS names no evaluation corpus');
    return;
  }
  const labels = new Map<string, CorpusLabel>();
  for (const label of JSON.parse(readFileSync(list, 'utf8')) as CorpusLabel[]) labels.set(label.file, label);
  const pages = [...labels.keys()].map((file) => ({ file, location: path.resolve(folder, file) }));
  const tally = newTally();
  await inspectPages(
    pages,
    ({ file }, frames) => {
      const label = labels.get(file);
      if (!label) return;
      const remarks = tallyPage(tally, label, frames);
      if (remarks.length > 0) console.log(`${file}\n  ${remarks.join('\n  ')}`);
    },
    ({ file }) => labels.get(file)?.fields.map(({ selector }) => selector) ?? [],
  );
  printTally(tally);
}
