// The shape of one text that may be a recovery code: how long its groups are and what stands between them.
import { MAX_CODE_LENGTH, tidyCode } from './normalise-code.ts';

export interface CodeShape {
  /** Equal for codes whose groups have the same lengths. */
  readonly exact: string;
  /** For codes of words, whose lengths differ; undefined for others. */
  readonly words: string | undefined;
  readonly groups: readonly string[];
  readonly separator: '' | '-' | ' ';
}

const CODE = /^[\p{L}\p{M}\p{N}]+(?:(?:-[\p{L}\p{M}\p{N}]+)*|(?: [\p{L}\p{M}\p{N}]+)*)$/u;
const MIN_CHARACTERS = 6;
/** Hashes, UUIDs and keys begin here. */
const MAX_CHARACTERS = 28;
const MAX_GROUPS = 8;

/** The shape of `text`, or undefined where it can be no code at all. */
export function shapeOf(text: string): CodeShape | undefined {
  const tidy = tidyCode(text);
  if (tidy.length > MAX_CODE_LENGTH || !CODE.test(tidy)) return undefined;
  const separator = tidy.includes('-') ? '-' : tidy.includes(' ') ? ' ' : '';
  const groups = separator === '' ? [tidy] : tidy.split(separator);
  if (groups.length > MAX_GROUPS) return undefined;
  const words = wordsShape(groups, separator);
  const characters = groups.reduce((sum, { length }) => sum + length, 0);
  const isLong = characters > MAX_CHARACTERS;
  if (characters < MIN_CHARACTERS || (isLong && words === undefined)) return undefined;
  if (words === undefined && !groups.every(isGroup)) return undefined;
  return {
    exact: `${separator}${groups.map(({ length }) => length).join(separator)}`,
    words,
    groups,
    separator,
  };
}

/** Two letters may be a group, two digits are a date, a time or a lottery. */
function isGroup(group: string): boolean {
  return group.length >= 3 || (group.length === 2 && /\D/u.test(group));
}

const WORD = /^\p{L}[\p{L}\p{M}]{1,11}$/u;

function wordsShape(groups: readonly string[], separator: string): string | undefined {
  const least = separator === '-' ? 2 : 3;
  const words = groups.filter((group) => WORD.test(group));
  if (separator === '' || words.length < 2 || groups.length < least) return undefined;
  if (groups.some((group) => !WORD.test(group) && !/^\d{1,6}$/.test(group))) return undefined;
  if (new Set(words.map(caseOf)).size > 1) return undefined;
  const kinds = groups.map((group) => (WORD.test(group) ? 'w' : `d${group.length}`));
  return `words${kinds.join(separator)}${caseOf(words[0] ?? '')}`;
}

function caseOf(word: string): 'lower' | 'upper' | 'title' | 'mixed' {
  if (word === word.toLowerCase()) return 'lower';
  if (word === word.toUpperCase()) return 'upper';
  return word.slice(1) === word.slice(1).toLowerCase() ? 'title' : 'mixed';
}
