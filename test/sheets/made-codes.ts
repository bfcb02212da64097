// Codes from a seeded generator: what sites print, in their alphabets.
export const ALPHABETS = {
  digits: '0123456789',
  hex: '0123456789abcdef',
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  crockford: '0123456789ABCDEFGHJKMNPQRSTVWXYZ',
  lower: 'abcdefghijklmnopqrstuvwxyz',
  alnum: 'abcdefghijklmnopqrstuvwxyz0123456789',
  base58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
} as const;

const WORDS =
  'amber basil cedar delta ember fjord grove harbor indigo juniper kettle lantern maple nectar orchid pepper quartz river saddle tulip umber velvet walnut yonder zephyr anchor breeze copper dahlia engine falcon garnet hazel island jacket kernel lemon meadow needle ocean pebble quiver ribbon silver timber urchin violet willow acorn bridge candle desert feather ginger hammer insect jungle kitten ladder magnet napkin onion'.split(
    ' ',
  );

/** `form`: every x is a character of the alphabet, the rest stands as it is. */
export function codes(count: number, form: string, alphabet: string, seed: number): readonly string[] {
  const next = generator(seed);
  return Array.from({ length: count }, () =>
    form.replace(/x/g, () => alphabet[next() % alphabet.length] ?? ''),
  );
}

export function wordCodes(count: number, words: number, separator: string, seed: number): readonly string[] {
  return drawn(WORDS, { count, words, separator, seed });
}

/** From a list so short that its words come back. */
export function fewWordCodes(
  count: number,
  words: number,
  separator: string,
  seed: number,
): readonly string[] {
  return drawn(WORDS.slice(0, 20), { count, words, separator, seed });
}

interface WordForm {
  readonly count: number;
  readonly words: number;
  readonly separator: string;
  readonly seed: number;
}

function drawn(from: readonly string[], { count, words, separator, seed }: WordForm): readonly string[] {
  const next = generator(seed);
  return Array.from({ length: count }, () =>
    Array.from({ length: words }, () => from[next() % from.length] ?? '').join(separator),
  );
}

/** Weyl sequence with a mixing step; equal seeds give equal codes. */
function generator(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    const once = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    const twice = Math.imul(once ^ (once >>> 15), 0x735a2d97);
    return (twice ^ (twice >>> 15)) >>> 0;
  };
}
