import { existsSync } from 'node:fs';
import { inspectPages, type InspectedFrame } from './detect/inspect-pages.ts';
import { scoreCorpus } from './detect/score-corpus.ts';
import { findSavedPages } from './detect/saved-pages.ts';

// npm run -s detect -- FILES_OR_DIRS...   one JSON line a saved page: which field asks for which code
// npm run -s detect -- --score            figures on the evaluation corpus named by TALLYSTICK_CORPUS

const USAGE = 'usage: npm run -s detect -- FILES_OR_DIRS... | --score';

const args = process.argv.slice(2);
const missing = args.find((arg) => !arg.startsWith('-') && !existsSync(arg));
if (args[0] === '--score') {
  await scoreCorpus(process.env['TALLYSTICK_CORPUS']);
} else if (args.length === 0 || missing !== undefined) {
  console.error(missing === undefined ? USAGE : `no such file or directory: ${missing}`);
  process.exitCode = 2;
} else {
  await inspectPages(findSavedPages(args), ({ file }, frames) =>
    console.log(JSON.stringify(lineOf(file, frames))),
  );
}

/** The frame with something to fill speaks for the page, the page itself before its frames. */
function lineOf(file: string, frames: readonly InspectedFrame[]) {
  const things = frames.flatMap(({ prefix, selectors, verdict }) =>
    verdict.detected.map((thing) => ({
      ...thing,
      selectors: thing.fields.map((at) => prefix + (selectors[at] ?? '')),
    })),
  );
  return {
    file,
    page: frames.map(({ verdict }) => verdict.page).find((page) => page !== 'none') ?? 'none',
    fields: things.flatMap(({ selectors, role, score }, group) =>
      selectors.map((selector) => ({ selector, role, group, score })),
    ),
  };
}
