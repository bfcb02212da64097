import type { PassphraseStrength } from '../../core/policy/policy.ts';

/** NIST SP 800-63B-4 section 3.1.1.2: at least eight characters; no rules about which ones. */
const MIN_LENGTH = 8;

export function isLongEnough(passphrase: string): boolean {
  return [...passphrase].length >= MIN_LENGTH;
}

export const STRONGEST: PassphraseStrength = 2;

/**
 * A hint, not a gate: 0 easy to guess, 1 fair, 2 good. It counts what a guesser would have to try: characters that do
 * not merely repeat or continue their neighbour, in an alphabet as large as the kinds of characters used.
 */
export function strengthOf(passphrase: string): PassphraseStrength {
  const characters = [...passphrase.toLowerCase()];
  const surprising = characters.filter((character, index) =>
    isSurprising(character, characters[index - 1]),
  ).length;
  const bits = surprising * Math.log2(alphabetOf(passphrase));
  if (!isLongEnough(passphrase) || bits < 40) return 0;
  return bits < 70 ? 1 : 2;
}

/** Neither the same as its neighbour nor the next in the alphabet, up or down. */
function isSurprising(character: string, before: string | undefined): boolean {
  if (before === undefined) return true;
  return Math.abs((character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) > 1;
}

/** Asked of one character at a time: the engine keeps the last text that an expression matched, beyond the lock. */
function alphabetOf(passphrase: string): number {
  const kinds: readonly (readonly [RegExp, number])[] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/\d/, 10],
    [/[^a-zA-Z\d\s]/, 30],
    [/\s/, 2],
  ];
  return Math.max(
    2,
    kinds.reduce((size, [kind, count]) => {
      const isUsed = [...passphrase].some((character) => kind.test(character));
      return isUsed ? size + count : size;
    }, 0),
  );
}
