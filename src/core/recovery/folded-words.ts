// Text as the word lists of recovery codes are matched against it.

/** Lower case, no accents, plain dashes; Hangul is taken apart on both sides alike. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2010-\u2015]/gu, '-')
    .toLowerCase();
}

/** The alternatives of a regular expression for folded text. */
export function anyOf(words: readonly string[]): string {
  return words.map((word) => fold(word)).join('|');
}
