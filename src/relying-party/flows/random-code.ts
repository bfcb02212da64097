import type { Random } from '../ports.ts';

/** 32 characters, 5 bits each, without the ones that are read for one another (0 and O, 1 and I). */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A code for people to copy: each X of the pattern becomes a random character. */
export function randomCode(random: Random, pattern: string): string {
  const bytes = random.bytes(pattern.length);
  return Array.from(pattern, (mark, index) =>
    mark === 'X' ? ALPHABET.charAt((bytes[index] ?? 0) % ALPHABET.length) : mark,
  ).join('');
}
