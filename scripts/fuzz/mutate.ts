import type { SeededRandom } from './seeded-random.ts';

type Mutation = (bytes: Buffer, random: SeededRandom) => Buffer;

/** One to four changes, to single bytes, to stretches and to what looks like a number or a text of JSON. */
export function mutate(bytes: Uint8Array, random: SeededRandom): Uint8Array<ArrayBuffer> {
  let changed: Buffer = Buffer.from(bytes);
  for (let count = 1 + random.below(4); count > 0; count -= 1)
    changed = random.pick(MUTATIONS)(changed, random);
  return new Uint8Array(changed);
}

const INTERESTING: readonly string[] = [
  '0',
  '-1',
  '1e999',
  '4294967296',
  '9007199254740993',
  '0.5',
  'null',
  'true',
  '""',
  '[]',
  '{}',
  '"__proto__"',
  '"constructor"',
  '"\\ud800"',
  '"\\u0000"',
  '"AAAA"',
  '"otpauth://totp/%ff?secret=A"',
  `"${'A'.repeat(5000)}"`,
];

const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => withByte(bytes, random, (byte) => byte ^ (1 << random.below(8))),
  (bytes, random) => withByte(bytes, random, () => random.below(256)),
  (bytes, random) =>
    withByte(bytes, random, () => random.pick([0, 0x7f, 0x80, 0xff, 0x22, 0x5c, 0x7b, 0x5d])),
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) => {
    const [start, end] = stretch(bytes, random);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  (bytes, random) => {
    const [start, end] = stretch(bytes, random);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  (bytes, random) => {
    const [start, end] = stretch(bytes, random);
    const place = random.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, place), bytes.subarray(start, end), bytes.subarray(place)]);
  },
  (bytes, random) => {
    const place = random.below(bytes.length + 1);
    const noise = Buffer.from(Array.from({ length: random.below(40) }, () => random.below(256)));
    return Buffer.concat([bytes.subarray(0, place), noise, bytes.subarray(place)]);
  },
  replaceToken,
  replaceToken,
  replaceToken,
];

function withByte(bytes: Buffer, random: SeededRandom, change: (byte: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  const place = random.below(bytes.length);
  if (copy.length > 0) copy[place] = change(copy[place] ?? 0);
  return copy;
}

function stretch(bytes: Buffer, random: SeededRandom): readonly [number, number] {
  const start = random.below(bytes.length);
  return [start, Math.min(bytes.length, start + 1 + random.below(200))];
}

/** The next number, text, word or bracket behind a place becomes another, whatever the file is. */
function replaceToken(bytes: Buffer, random: SeededRandom): Buffer {
  const text = bytes.toString('latin1');
  const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|\b(?:true|false|null)\b|[[\]{}]/g;
  token.lastIndex = random.below(text.length);
  const found = token.exec(text);
  if (found === null) return bytes;
  const end = found.index + found[0].length;
  return Buffer.from(text.slice(0, found.index) + random.pick(INTERESTING) + text.slice(end), 'latin1');
}
