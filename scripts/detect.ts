import { existsSync } from 'node:fs';
import { lineOf } from './detect/detection-line.ts';
import { inspectPages } from './detect/inspect-pages.ts';
import { scoreCorpus } from './detect/score-corpus.ts';
import { findSavedPages } from './detect/saved-pages.ts';

// npm run -s detect -- FILES_OR_DIRS...   one JSON line a saved page: which field asks for which code
// npm run -s detect -- --score            figures on the evaluation corpus named by TALLYSTICK_CORPUS

const USAGE = 'usage: npm run -s detect -- FILES_OR_DIRS... | --score';

const args = process.argv.slice(2);
const isOption = args.some((arg) => arg.startsWith('-'));
const missing = args.find((arg) => !existsSync(arg));
if (args.length === 1 && args[0] === '--score') {
  await scoreCorpus(process.env['TALLYSTICK_CORPUS']);
} else if (args.length === 0 || isOption || missing !== undefined) {
  console.error(isOption || missing === undefined ? USAGE : `no such file or directory: ${missing}`);
  process.exitCode = 2;
} else {
  await inspectPages(findSavedPages(args), ({ file }, frames) =>
    console.log(JSON.stringify(lineOf(file, frames))),
  );
}
