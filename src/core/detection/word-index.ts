import { CONTEXT_LEXICON, type ContextConcept } from './context-lexicon.ts';
import { LEXICON, type LexiconConcept } from './lexicon.ts';
import { ROLE_LEXICON, type RoleConcept } from './role-lexicon.ts';
import { foldTerms, isUnspaced } from './words.ts';

export type Concept = LexiconConcept | RoleConcept | ContextConcept;

/** One term found in a text. Concepts are bits: one term may stand for several. */
interface Hit {
  readonly concepts: number;
  readonly start: number;
  readonly end: number;
}

/** What a text says. */
export interface Reading {
  readonly concepts: number;
  readonly hits: readonly Hit[];
}

interface Phrase {
  readonly words: readonly string[];
  readonly concepts: number;
}

const LEXICONS = { ...LEXICON, ...ROLE_LEXICON, ...CONTEXT_LEXICON };
const CONCEPTS = Object.keys(LEXICONS) as readonly Concept[];
const BIT = Object.fromEntries(CONCEPTS.map((concept, at) => [concept, 1 << at])) as Readonly<
  Record<Concept, number>
>;

/** Stems and endings are found by their three outermost letters. */
const KEY = 3;
/** `#` in figures, and as the languages of the lexicon write it out. */
const COUNT =
  /^(?:[4-8]|four|five|six|eight|vier|sechs|acht|quatre|huit|cuatro|seis|ocho|quatro|oito|quattro|sei|otto|zes|fyra|sex|atta|fire|seks|otte|atte|nelja|kuusi|szesc|sest|osm|hat|nyolc|sase|opt|altı|шесть|шести|шість|εξι|שש|ستة|sau|enam|छह)$/;
const SILENCE: Reading = { concepts: 0, hits: [] };

/** The bit of a concept in a reading. */
export function bitOf(concept: Concept): number {
  return BIT[concept];
}

/**
 * All lexicons as one index, so that a text is walked once however many concepts are asked for: 200 fields have to be
 * read within a few milliseconds, and one expression a concept took forty.
 */
class WordIndex {
  readonly #exact = new Map<string, number>();
  readonly #stems = new Map<string, Phrase[]>();
  readonly #endings = new Map<string, Phrase[]>();
  readonly #phrases = new Map<string, Phrase[]>();
  readonly #unspaced = new Map<string, number>();

  constructor() {
    for (const concept of CONCEPTS) {
      for (const term of foldTerms(LEXICONS[concept].join(', '))) this.#add(term, BIT[concept]);
    }
  }

  read(folded: string): Reading {
    if (folded === '') return SILENCE;
    const hits: Hit[] = [];
    const words = folded.trim().split(' ');
    let start = 1;
    words.forEach((word, at) => {
      let end = start + word.length;
      let concepts = this.#word(word);
      for (const phrase of this.#phrasesFrom(word)) {
        if (!follows(phrase.words, words, at)) continue;
        concepts |= phrase.concepts;
        end = Math.max(end, start + words.slice(at, at + phrase.words.length).join(' ').length);
      }
      if (concepts !== 0) hits.push({ concepts, start, end });
      start += word.length + 1;
    });
    if (isUnspaced(folded)) hits.push(...this.#unspacedHits(folded));
    return { hits, concepts: hits.reduce((sum, hit) => sum | hit.concepts, 0) };
  }

  #word(word: string): number {
    let concepts = this.#exact.get(word) ?? 0;
    for (const stem of this.#stems.get(word.slice(0, KEY)) ?? [])
      if (word.startsWith(stem.words[0] ?? word)) concepts |= stem.concepts;
    for (const ending of this.#endings.get(word.slice(-KEY)) ?? [])
      if (word.endsWith(ending.words[0] ?? word)) concepts |= ending.concepts;
    return concepts;
  }

  #phrasesFrom(word: string): readonly Phrase[] {
    const own = this.#phrases.get(word) ?? [];
    return COUNT.test(word) ? [...own, ...(this.#phrases.get('#') ?? [])] : own;
  }

  #unspacedHits(folded: string): Hit[] {
    const hits: Hit[] = [];
    for (const [term, concepts] of this.#unspaced) {
      for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length))
        hits.push({ concepts, start: at, end: at + term.length });
    }
    return hits;
  }

  #add(term: string, bit: number): void {
    if (isUnspaced(term)) {
      const counted = term.startsWith('#')
        ? ['4', '5', '6', '8'].map((count) => count + term.slice(1))
        : [term];
      for (const one of counted) this.#unspaced.set(one, (this.#unspaced.get(one) ?? 0) | bit);
      return;
    }
    const words = term.split(' ');
    const bare = term.replaceAll('*', '');
    if (words.length > 1) push(this.#phrases, words[0] ?? '', { words, concepts: bit });
    else if (term.startsWith('*')) push(this.#endings, bare.slice(-KEY), { words: [bare], concepts: bit });
    else if (term.endsWith('*')) push(this.#stems, bare.slice(0, KEY), { words: [bare], concepts: bit });
    else this.#exact.set(term, (this.#exact.get(term) ?? 0) | bit);
  }
}

/** The words of a phrase stand in the text from `at` on; only its last word may be a stem. */
function follows(phrase: readonly string[], words: readonly string[], at: number): boolean {
  return phrase.every((wanted, offset) => {
    const word = words[at + offset] ?? '';
    return offset === 0 || word === wanted || (wanted.endsWith('*') && word.startsWith(wanted.slice(0, -1)));
  });
}

function push(map: Map<string, Phrase[]>, key: string, phrase: Phrase): void {
  const known = map.get(key);
  if (known) known.push(phrase);
  else map.set(key, [phrase]);
}

let index: WordIndex | undefined;

/** What a folded text says. The index is built on first use: a page without fields never pays for it. */
export function readWords(folded: string): Reading {
  index ??= new WordIndex();
  return index.read(folded);
}
