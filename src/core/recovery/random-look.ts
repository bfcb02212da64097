// Whether texts of one shape can have come from a random generator. Whatever counts up, begins alike or means something
// is a list of other things: dates, telephone numbers, prices, order numbers, words.
import type { CodeShape } from './code-shape.ts';

/** `codes` are of one shape, in the order of the page. */
export function looksRandom(codes: readonly string[], shape: CodeShape): boolean {
  const isWords = isOfWords(codes);
  const plain = codes.map((code) => code.replaceAll(shape.separator === '' ? '-' : shape.separator, ''));
  if (isWords) return !repeatsWords(codes, shape.separator);
  if (!hasOneCase(plain)) return false;
  const tails = withoutSharedLetters(plain);
  if (tails.length > 1 && (sharedLength(tails) >= 2 || sharedLength(tails.map(reversed)) >= 3)) return false;
  if (isSorted(tails) || sharedLength(tails) === (tails[0]?.length ?? 0)) return false;
  if (tails.every((tail) => /^\d+$/.test(tail))) return digitsLookRandom(tails, codes, shape);
  return !plain.every((text) => /^\p{L}+$/u.test(text)) || !looksLikeWords(plain);
}

function isOfWords(codes: readonly string[]): boolean {
  return new Set(codes.map(({ length }) => length)).size > 1;
}

/**
 * A word that comes back in every other line, or one that only joins others, is language, not chance. That a few words come
 * back proves nothing: some sites draw from a list of a hundred.
 */
function repeatsWords(codes: readonly string[], separator: string): boolean {
  const lines = codes.map((code) => code.toLowerCase().split(separator));
  const words = lines.flat().filter((word) => !/^\d+$/.test(word));
  const most = Math.max(...[...new Set(words)].map((word) => share(lines, (line) => line.includes(word))));
  const areSentences = share(lines, (line) => line.some((word) => JOINING.has(word))) > 0.3;
  return most > 0.5 || areSentences || new Set(words).size < words.length * 0.3;
}

const JOINING = new Set(
  'a an and are at by for from how in is it my not of on or our the to what when with your das der die ein mit und von zu au aux de des du et la le les el en los para por un una y da di e il o os per van het een'.split(
    ' ',
  ),
);

function share<Item>(items: readonly Item[], test: (item: Item) => boolean): number {
  return items.filter(test).length / items.length;
}

/** Upper case in one code and lower case in the next is text; both within most of them is base62. */
function hasOneCase(codes: readonly string[]): boolean {
  const lower = codes.filter((code) => /\p{Ll}/u.test(code) && !/\p{Lu}/u.test(code)).length;
  const upper = codes.filter((code) => /\p{Lu}/u.test(code) && !/\p{Ll}/u.test(code)).length;
  const mixed = codes.filter((code) => /\p{Ll}/u.test(code) && /\p{Lu}/u.test(code)).length;
  if (mixed === 0) return lower === 0 || upper === 0;
  const areTitles = codes.every((code) => /^\p{Lu}[\p{Ll}]+$/u.test(code));
  return mixed * 3 >= codes.length * 2 && !areTitles;
}

/** Some sites begin every code with the same letters. */
function withoutSharedLetters(codes: readonly string[]): readonly string[] {
  const shared = sharedLength(codes);
  const letters = /^\p{L}*/u.exec((codes[0] ?? '').slice(0, shared))?.[0].length ?? 0;
  return letters >= 2 && letters <= 4 ? codes.map((code) => code.slice(letters)) : codes;
}

function sharedLength(codes: readonly string[]): number {
  const [first = '', ...others] = codes;
  let length = 0;
  while (length < first.length && others.every((other) => other[length] === first[length])) length += 1;
  return length;
}

function reversed(code: string): string {
  return [...code].reverse().join('');
}

function isSorted(codes: readonly string[]): boolean {
  const pairs = codes.slice(1).map((code, index) => [codes[index] ?? '', code] as const);
  return pairs.every(([a, b]) => a < b) || pairs.every(([a, b]) => a > b);
}

function digitsLookRandom(plain: readonly string[], codes: readonly string[], shape: CodeShape): boolean {
  if (share(plain, isDate) > 0.6) return false;
  if (share(plain, (code) => code.endsWith('00')) > 0.4) return false;
  // Card numbers and article numbers carry a check digit; a tenth of random numbers does by chance.
  if ((plain[0]?.length ?? 0) >= 12 && share(plain, hasCardCheck) > 0.7) return false;
  if (isTelephone(codes, shape) || share(plain, (code) => /^(\d)\1+$/.test(code)) > 0.2) return false;
  return new Set(plain.join('')).size >= 6;
}

const TELEPHONE = new Set([
  '-3-3-4',
  ' 3 3 4',
  '-3-4',
  ' 3 4',
  ' 3 4 4',
  ' 3 3 3',
  ' 3 3 2',
  ' 5 6',
  ' 4 6',
  ' 3 8',
]);

function isTelephone(codes: readonly string[], { exact }: CodeShape): boolean {
  return TELEPHONE.has(exact) || codes.every((code) => code.startsWith('0'));
}

/** YYYYMMDD, DDMMYYYY, MMDDYYYY, YYMMDD, DDMMYY, MMDDYY. */
function isDate(code: string): boolean {
  const day = '(?:0[1-9]|[12]\\d|3[01])';
  const month = '(?:0[1-9]|1[0-2])';
  const year = code.length === 8 ? '(?:19|20)\\d\\d' : '\\d\\d';
  if (code.length !== 8 && code.length !== 6) return false;
  return [`${year}${month}${day}`, `${day}${month}${year}`, `${month}${day}${year}`].some((form) =>
    new RegExp(`^${form}$`).test(code),
  );
}

/** Luhn (ISO/IEC 7812-1). */
function hasCardCheck(code: string): boolean {
  const sum = [...code].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Language has vowels at every turn; of 26 random letters a fifth are. */
function looksLikeWords(codes: readonly string[]): boolean {
  const wordlike = codes.filter((code) => {
    const vowels = code.match(/[aeiouy]/giu)?.length ?? 0;
    return vowels / code.length >= 0.3 && !/[^aeiouy]{4}/iu.test(code);
  });
  return wordlike.length > codes.length * 0.6;
}
