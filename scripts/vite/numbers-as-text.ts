import type { Plugin } from 'vite';

/** The list of public suffixes: ten thousand labels in a tree. */
const FILE = /tldts\/dist\/es6\/src\/data\/trie\.js$/;
/** The character of 0. */
const ZERO = 48;
/** The last that is one unit of a text. */
const MOST = 0xd7ff - ZERO;

/** The length of the longest label; with 48 added it is still one byte of UTF-8. */
const MOST_SMALL = 31;

interface Table {
  readonly name: string;
  /** The least that it is worth doing for. */
  readonly length: number;
  readonly most: number;
  /** A table that only rises is written as its steps. */
  readonly isRising?: true;
  /** What reads it back. */
  readonly read: (text: string) => string;
}

// Read by what the browser does itself, for half the time: each start of the background waits for it. `edgeChild` has
// larger numbers, and would cost more time than it saves.
const TABLES: readonly Table[] = [
  { name: 'nodeFlags', length: 500, most: MOST_SMALL, read: readSmall },
  { name: 'edgeLength', length: 5000, most: MOST_SMALL, read: readSmall },
  {
    name: 'edgeStart',
    length: 500,
    most: MOST,
    isRising: true,
    read: (text) =>
      `((sum) => Uint16Array.from(${text}, (step) => (sum += step.charCodeAt(0) - ${ZERO})))(0)`,
  },
];

function readSmall(text: string): string {
  return `new TextEncoder().encode(${text}).map((code) => code - ${ZERO})`;
}

/**
 * Writes those numbers as text, a character each, which gzip makes smaller by a fifth, and steps by two thirds: the background
 * is read whenever it starts. A library that has changed so that they are not found ends the build.
 */
export function numbersAsText(): Plugin {
  return {
    name: 'numbers-as-text',
    enforce: 'pre',
    transform(code, id) {
      if (!FILE.test(id.replaceAll('\\', '/'))) return undefined;
      return { code: TABLES.reduce(withTable, code), map: null };
    },
  };
}

function withTable(code: string, { name, length, most, isRising, read }: Table): string {
  const table = new RegExp(
    `(export const ${name} = )(?:/\\*#__PURE__\\*/ )?new Uint(?:8|16)Array\\(\\[([\\d, ]+)\\]\\)`,
  );
  const [found, start, list = ''] = table.exec(code) ?? [];
  const numbers = list.split(',').map(Number);
  const written = isRising ? numbers.map((number, at) => number - (numbers[at - 1] ?? 0)) : numbers;
  const isKnown = numbers.length >= length && written.every((number) => number >= 0 && number <= most);
  if (found === undefined || !isKnown)
    throw new Error(`${FILE.source} has changed: where is its ${name} now?`);
  const text = JSON.stringify(String.fromCharCode(...written.map((number) => number + ZERO)));
  return code.replace(found, () => `${start}/*#__PURE__*/ ${read(text)}`);
}
