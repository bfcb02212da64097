import type { Plugin } from 'vite';

/** How long each label of the list of public suffixes is: ten thousand numbers below 32. */
const FILE = /tldts\/dist\/es6\/src\/data\/trie\.js$/;
const LENGTHS = /(export const edgeLength = )(?:\/\*#__PURE__\*\/ )?new Uint8Array\(\[([\d, ]+)\]\)/;
/** The character of 0. */
const ZERO = 48;

/**
 * Writes those numbers as one text, a character each, which gzip makes a fifth smaller: the background is read whenever it
 * starts. A library that has changed so that they are not found ends the build.
 */
export function numbersAsText(): Plugin {
  return {
    name: 'numbers-as-text',
    enforce: 'pre',
    transform(code, id) {
      if (!FILE.test(id.replaceAll('\\', '/'))) return undefined;
      const [found, name, list] = LENGTHS.exec(code) ?? [];
      const numbers = (list ?? '').split(',').map(Number);
      if (found === undefined || numbers.length < 5000 || Math.max(...numbers) >= 32)
        throw new Error(`${id} has changed: where are the lengths of its labels now?`);
      const text = String.fromCharCode(...numbers.map((number) => number + ZERO));
      const written = `${name}new TextEncoder().encode(${JSON.stringify(text)}).map((code) => code - ${ZERO})`;
      return { code: code.replace(found, () => written), map: null };
    },
  };
}
