// Whether a text holds a sheet of recovery codes. Two things must come together: a list that only a random generator
// writes, and words near it that say what it is for. One without the other is a question, or nothing.
import { HEADING } from './sheet-cells.ts';
import { type Hints, hintsOf, isLabelOfOthers, namesCodes } from './sheet-lexicon.ts';
import { type FoundCode, type Run, runsIn } from './sheet-runs.ts';

export interface SheetSource {
  /** Lines; columns are apart by tabs, headings begin with "# ", what is struck through stands between "~~". */
  readonly text: string;
  /** Of the page, or the name of the file. */
  readonly title: string;
  /** A file may hold nothing but its codes; a page never does. */
  readonly from: 'page' | 'file';
}

/** `unsure`: the user is asked. `none`: nothing is said. */
export type Recognised =
  | { readonly verdict: 'sheet' | 'unsure'; readonly codes: readonly FoundCode[] }
  | { readonly verdict: 'none'; readonly codes: readonly [] };

const MAX_TEXT = 200_000;
const MIN_SHEET = 6;
const LINES_BEFORE = 16;
const LINES_AFTER = 12;
/** So near that what is named there names the list. */
const NEXT_TO = 2;
/** Behind the list its name is at once, or what is named there is something else. */
const NAMED_AFTER = 4;

const NONE: Recognised = { verdict: 'none', codes: [] };

interface Judged {
  readonly run: Run;
  readonly verdict: 'sheet' | 'unsure';
  readonly score: number;
}

export function recogniseSheet({ text, title, from }: SheetSource): Recognised {
  const lines = text.slice(0, MAX_TEXT).replaceAll('\r', '').split('\n');
  const judged = runsIn(lines).flatMap((run) => judge(run, { lines, title, from }));
  const [best] = judged.toSorted((a, b) => b.score - a.score);
  return best === undefined ? NONE : { verdict: best.verdict, codes: best.run.codes };
}

interface Surroundings {
  readonly lines: readonly string[];
  readonly title: string;
  readonly from: SheetSource['from'];
}

function judge(run: Run, around: Surroundings): readonly Judged[] {
  const size = run.codes.length + run.hidden;
  const context = contextOf(run, around);
  if (context.isOther || run.isOfRecords || run.strangers.length > run.codes.length * 1.3) return [];
  const isSheet = context.points >= 4 && context.isRecovery && size >= MIN_SHEET;
  const isQuestion = context.points >= 3 || isBareList(run, around);
  if (!isSheet && !isQuestion) return [];
  const score = context.points + fitOf(run, around) + (isSheet ? 20 : 0);
  return [{ run, verdict: isSheet ? 'sheet' : 'unsure', score }];
}

interface Context {
  readonly points: number;
  readonly isRecovery: boolean;
  readonly isOther: boolean;
}

/** The words around a list, by how near they are. */
interface Words {
  readonly heading: string;
  /** Right above the list, one line. */
  readonly above: string;
  /** Its heading and the lines right above: they name it. */
  readonly nearest: readonly Hints[];
  /** Its own section, before it. */
  readonly before: readonly Hints[];
  /** The same, after it. */
  readonly after: readonly Hints[];
  /** The headings above that section, and the title. */
  readonly far: readonly Hints[];
  readonly within: readonly Hints[];
}

function wordsAround(run: Run, { lines, title }: Surroundings): Words {
  const said = lines
    .slice(0, run.first)
    .map((line, at) => ({ line, at }))
    .filter(({ line }) => line.trim() !== '');
  const heading = said.findLast(({ line }) => line.startsWith(HEADING));
  const start = Math.max(heading?.at ?? 0, said.at(-LINES_BEFORE)?.at ?? 0);
  const section = said.filter(({ at }) => at >= start).map(({ line }) => line);
  const others = said
    .filter(({ line, at }) => at < start && line.startsWith(HEADING))
    .map(({ line }) => line);
  return {
    heading: heading?.line ?? '',
    above: section.at(-1) ?? '',
    nearest: section.slice(-NEXT_TO).map(hintsOf),
    before: [heading?.line ?? '', ...section].map(hintsOf),
    after: linesAfter(run, lines).map(hintsOf),
    far: [...others, title].map(hintsOf),
    within: besideCodes(run, lines).map(hintsOf),
  };
}

/** Without the codes themselves: by chance one holds "ssh", or is the word "order". */
function besideCodes(run: Run, lines: readonly string[]): readonly string[] {
  const inside = lines.slice(run.first, run.last + 1).concat(run.strangers);
  return inside.map((line) => run.codes.reduce((rest, { text }) => rest.replaceAll(text, ' '), line));
}

/** The nearest words decide what a list is; a title may name what stands further down. */
function contextOf(run: Run, around: Surroundings): Context {
  const words = wordsAround(run, around);
  const own = [...words.before, ...words.after];
  const isNamed = isNamedIn([...own, ...words.within, ...words.far]);
  return {
    isRecovery: isNamedAsRecovery(words),
    isOther: isNamedAsOther(words, run, around),
    points: (isNamed ? 4 : 0) + pointsOf(own) + Math.min(1, pointsOf(words.far)),
  };
}

function isNamedIn(hints: readonly Hints[]): boolean {
  return hints.some(({ isRecovery }) => isRecovery);
}

/** A heading further up counts if the list has none of its own, or one that leaves open which codes they are. */
function isNamedAsRecovery({ heading, before, after, within, far }: Words): boolean {
  if (isNamedIn([...before, ...within, ...after.slice(0, NAMED_AFTER)])) return true;
  const isOpen = heading === '' || namesCodes(heading) || pointsOf([...before, ...after]) > 0;
  return isOpen && isNamedIn(far);
}

function isNamedAsOther(words: Words, run: Run, { lines, title, from }: Surroundings): boolean {
  const label = labelOf(words.above, run, lines);
  if (label !== '' && isLabelOfOthers(label)) return true;
  const heading = hintsOf(words.heading);
  if (isNamedIn([heading, ...words.nearest])) return false;
  const titled = hintsOf(title);
  return (
    (from === 'file' && titled.isOtherAsName && !titled.isRecovery) ||
    heading.isOtherAsName ||
    words.nearest.some(({ isOther }) => isOther) ||
    words.within.some(({ isOtherAsName }) => isOtherAsName)
  );
}

/** What the line above a list calls it: the head of its column, a few words, or a short sentence before a colon. */
function labelOf(above: string, run: Run, lines: readonly string[]): string {
  const heads = above.split('\t');
  if (heads.length > 1) return heads[columnOf(run, lines)] ?? '';
  const sentence = above.split(/[.!?。]\s*(?=\S)/u).at(-1) ?? '';
  const words = sentence.trim().split(/\s+/u).length;
  if (/[:：]\s*$/u.test(sentence)) return words <= 5 ? sentence : '';
  return sentence === above && words <= 3 && !/[\d:：]/u.test(above) ? above : '';
}

function columnOf(run: Run, lines: readonly string[]): number {
  const code = run.codes[0]?.text ?? '';
  return (lines[run.first] ?? '').split('\t').findIndex((cell) => cell.includes(code));
}

function linesAfter(run: Run, lines: readonly string[]): readonly string[] {
  const after = lines.slice(run.last + 1).filter((line) => line.trim() !== '');
  const end = after.findIndex((line) => line.startsWith(HEADING));
  return after.slice(0, Math.min(LINES_AFTER, end < 0 ? LINES_AFTER : end));
}

function pointsOf(hints: readonly Hints[]): number {
  return (
    hints.reduce((most, { points }) => Math.max(most, points), 0) +
    Math.min(2, hints.filter(({ points }) => points > 0).length)
  );
}

/** A file of nothing but codes: only its owner knows what they are. */
function isBareList(run: Run, { lines, from }: Surroundings): boolean {
  const said = lines.filter((line) => line.trim() !== '').length;
  const isCodeLike = run.shape.separator !== '' || run.codes.some(({ text }) => /\p{L}/u.test(text));
  return (
    from === 'file' &&
    run.codes.length >= MIN_SHEET &&
    said <= run.codes.length + 2 &&
    run.strangers.length < 2 &&
    isCodeLike
  );
}

/** Between two readings of the same lines: the number that the page itself gives, groups of the usual length, no rest. */
function fitOf(run: Run, { lines, title }: Surroundings): number {
  const count = run.codes.length;
  const declared = new RegExp(`(?:^|[^\\d])${count}(?=$|[^\\d])`, 'u');
  const near = [title, ...lines.slice(Math.max(0, run.first - LINES_BEFORE), run.first)];
  const isDeclared = near.some((line) => declared.test(line));
  const { groups, separator } = run.shape;
  const isOddlyWide =
    separator === ' ' && groups.some(({ length }) => length > 5) && run.shape.words === undefined;
  const inRange = count >= MIN_SHEET ? 6 : 0;
  const usual = count >= 8 && count <= 16 ? 1 : 0;
  const asRead = separator === ' ' && !isOddlyWide ? 2 : 0;
  return (
    inRange + usual + (isDeclared ? 4 : 0) + asRead - (isOddlyWide ? 5 : 0) - run.strangers.length / count
  );
}
