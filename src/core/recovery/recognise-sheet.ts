// Whether a text holds a sheet of recovery codes. Two things must come together: a list that only a random generator
// writes, and words near it that say what it is for. One without the other is a question, or nothing.
import { HEADING } from './sheet-cells.ts';
import { type Hints, hintsOf } from './sheet-lexicon.ts';
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
  if (context.isOther || run.strangers.length > run.codes.length * 1.3) return [];
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
  /** Its heading and the lines right above: they name it. */
  readonly nearest: readonly Hints[];
  /** Its own section, before and after it. */
  readonly own: readonly Hints[];
  /** The headings above that section, and the title. */
  readonly far: readonly Hints[];
  readonly within: readonly Hints[];
}

function wordsAround(run: Run, { lines, title }: Surroundings): Words {
  const before = lines.slice(0, run.first).map((line, at) => ({ line, at }));
  const said = before.filter(({ line }) => line.trim() !== '');
  const heading = said.findLast(({ line }) => line.startsWith(HEADING));
  const start = Math.max(heading?.at ?? 0, said.at(-LINES_BEFORE)?.at ?? 0);
  const section = said.filter(({ at }) => at >= start).map(({ line }) => line);
  const above = said.filter(({ line, at }) => at < start && line.startsWith(HEADING)).map(({ line }) => line);
  return {
    nearest: [heading?.line ?? '', ...section.slice(-NEXT_TO)].map(hintsOf),
    own: [...section, ...linesAfter(run, lines)].map(hintsOf),
    far: [...above, title].map(hintsOf),
    within: lines
      .slice(run.first, run.last + 1)
      .concat(run.strangers)
      .map(hintsOf),
  };
}

/** The nearest words decide what a list is; a title may name what stands further down. */
function contextOf(run: Run, around: Surroundings): Context {
  const { nearest, own, far, within } = wordsAround(run, around);
  const titled = hintsOf(around.title);
  const isNamedNear = nearest.some(({ isRecovery }) => isRecovery);
  const isOtherNear = [...nearest, ...within].some(({ isOther }) => isOther);
  const isOtherTitle = around.from === 'file' && titled.isOther && !titled.isRecovery;
  const isNamed = [...own, ...far, ...within].some(({ isRecovery }) => isRecovery);
  return {
    isRecovery: isNamed,
    isOther: (isOtherNear && !isNamedNear) || isOtherTitle,
    points: (isNamed ? 4 : 0) + pointsOf(own) + Math.min(1, pointsOf(far)),
  };
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
