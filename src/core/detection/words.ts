/**
 * Text to words. Today's fillers find `pin` in shipping, `code` in postcode, `otp` inside random ids: here a term
 * matches whole tokens only, and the tokens of an identifier are what a reader sees in it (camelCase, snake, kebab).
 */

const COMBINING_MARKS = /[\u0300-\u036f]/g;
// Masks stay: "*****9897" and "j•••@example.com" are how pages write the address they have sent something to.
const NOT_A_WORD = /[^\p{L}\p{N}\p{M}|*•@]+/gu;
// Plain ASCII needs no Unicode tables; most identifiers and many pages are.
const ASCII = /^[\0-\x7f]*$/;
const NOT_AN_ASCII_WORD = /[^a-z0-9|*@]+/g;

/** Lower case, without Latin, Greek and Cyrillic diacritics, one space around every word, ` | ` for a line break. */
export function foldText(text: string): string {
  if (text === '') return '';
  const gap = ASCII.test(text) ? NOT_AN_ASCII_WORD : NOT_A_WORD;
  const folded = fold(text).replaceAll('\n', ' | ').replace(gap, ' ').trim();
  return folded === '' ? '' : ` ${folded} `;
}

/** The same for names, ids and classes: `IDToken1` is "id token 1", `input2faCode` "input 2fa code", and `2FA` stays whole. */
export function foldIdentifier(identifier: string): string {
  const spaced = identifier
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2');
  return foldText(spaced);
}

/** Folds a list of terms, whose commas, stars and counts mean something. */
export function foldTerms(terms: string): readonly string[] {
  return fold(terms).replace(/['’-]/g, ' ').split(/, ?/);
}

/** True for scripts that put no spaces between words, and for Korean, whose particles follow the noun unspaced. */
export function isUnspaced(text: string): boolean {
  return /[\u0e00-\u0eff\u3040-\uffef]/.test(text);
}

function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(COMBINING_MARKS, '').normalize('NFC').toLowerCase();
}
