// A step of `npm run check`: how long the files are. The linter names one that is too long; this keeps the whole in view.
import path from 'node:path';
import { sourcesOf } from './package/files.ts';

const MOST_CODE_LINES = 250;
const MOST_IN_THE_MIDDLE = 100;

const root = path.resolve(import.meta.dirname, '..');
const lengths = sourcesOf(root)
  .filter(({ name }) => /\.tsx?$/.test(name))
  .map(({ name, bytes }) => ({ name, ...lengthOf(Buffer.from(bytes).toString()) }));
const middle = lengths.map(({ lines }) => lines).toSorted((a, b) => a - b)[lengths.length >> 1] ?? 0;
const tooLong = lengths.filter(({ code }) => code > MOST_CODE_LINES);

console.log(
  `${lengths.length} files, median ${middle} lines, ${tooLong.length} over ${MOST_CODE_LINES} lines of code`,
);
for (const { name, code } of tooLong) console.error(`${name}: ${code}`);
process.exitCode = tooLong.length === 0 && middle <= MOST_IN_THE_MIDDLE ? 0 : 1;

/** Lines of code are those that are neither blank nor a comment alone. */
function lengthOf(text: string): { readonly lines: number; readonly code: number } {
  const lines = text.trimEnd().split('\n');
  return { lines: lines.length, code: lines.filter((line) => !/^\s*(?:$|\/\/|\/?\*)/.test(line)).length };
}
