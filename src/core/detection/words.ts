/**
 * Text to words. Today's fillers find `pin` in shipping, `code` in postcode, `otp` inside random ids: here a term
 * matches whole tokens only, and the tokens of an identifier are what a reader sees in it (camelCase, snake, kebab).
 */

const COMBINING_MARKS = /[\u0300-\u036f]/g;
// Masks stay: "*****9897" and "j•••@example.com" are how pages write the address they have sent something to.
const NOT_A_WORD = /[^\p{L}\p{N}\p{M}|*•@]+/gu;

/** Lower case, without Latin, Greek and Cyrillic diacritics, one space around every word, ` | ` for a line break. */
export function foldText(text: string): string {
  if (text === '') return '';
  const bare = text.normalize('NFKD').replace(COMBINING_MARKS, '').normalize('NFC');
  return ` ${bare.toLowerCase().replace(/\n/g, ' | ').replace(NOT_A_WORD, ' ').trim()} `;
}

/** The same for names, ids and classes: `IDToken1` is "id token 1", `input2faCode` "input 2fa code", and `2FA` stays whole. */
export function foldIdentifier(identifier: string): string {
  const spaced = identifier
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2');
  return foldText(spaced);
}

/**
 * One expression for a list of terms, by language: `stem*` and `*ending` leave a side open, `#` is any count from 4 to 8.
 * Scripts without spaces between words (Thai, Chinese, Japanese) and Korean, whose particles follow the noun
 * unspaced, match anywhere.
 */
export function compileTerms(byLanguage: Readonly<Record<string, string>>): RegExp {
  const spaced = new Set<string>();
  const unspaced = new Set<string>();
  for (const term of Object.values(byLanguage).flatMap((terms) => terms.split(', '))) {
    const folded = foldTerm(term);
    if (folded.search(/[\u0e00-\u0eff\u1100-\u11ff\u3040-\uffef]/) >= 0) unspaced.add(folded);
    else spaced.add(folded);
  }
  const alternatives = [`(?<= )(?:${[...spaced].join('|')})(?= )`, ...unspaced];
  return new RegExp(alternatives.join('|'), 'gu');
}

function foldTerm(term: string): string {
  const open = term.replace(/^\*|\*$/g, '');
  const folded = foldText(open.replace('#', '777')).trim().replace('777', '(?:[4-8]|four|five|six|eight)');
  return `${term.startsWith('*') ? '[^ |]*' : ''}${folded}${term.endsWith('*') ? '[^ |]*' : ''}`;
}
