// The recovery key: 130 random bits that a person can print, read aloud and type. It opens a key slot of its own kind,
// so a forgotten passphrase is not the end; docs/vault-format.md, section 2.
import type { Bytes } from '../../bytes/bytes.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { err, ok, type Result } from '../../result.ts';
import { hkdfSha256 } from './keys.ts';
import type { Random } from '../outside.ts';

/** Crockford's base32: no I, L, O (read as 1 and 0) and no U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Both cases are listed: folding case would also admit letters of other alphabets, and make two of one ("ß"). */
const VALUE_OF: ReadonlyMap<string, number> = new Map([
  ...[...ALPHABET, ...ALPHABET.toLowerCase()].map((symbol, index) => [symbol, index % 32] as const),
  ...[...'Oo'].map((symbol) => [symbol, 0] as const),
  ...[...'IiLl'].map((symbol) => [symbol, 1] as const),
]);

const KEY_SYMBOLS = 26;
const CHECK_SYMBOLS = 2;
const GROUP_LENGTH = 4;
/** Seven groups of four symbols. */
export const RECOVERY_KEY_GROUPS: number = (KEY_SYMBOLS + CHECK_SYMBOLS) / GROUP_LENGTH;

/** What people put between symbols: white space, dashes of every kind, dots, and characters that do not show. */
const SEPARATORS = /[\s\p{Pd}\p{Cf}\u2212._·]+/gu;

/**
 * - `incomplete`, `too-long`: not 28 symbols.
 * - `unknown-symbol`: a character that no recovery key has.
 * - `mistyped`: the check symbols do not fit.
 */
export type RecoveryKeyError = 'incomplete' | 'too-long' | 'unknown-symbol' | 'mistyped';

/** 26 symbols, each a byte from 0 to 31. Throws RangeError where the random source gives none (fault F28). */
export function newRecoveryKey(random: Random): Bytes {
  const bytes = random.bytes(KEY_SYMBOLS);
  if (bytes.length !== KEY_SYMBOLS || bytes.every((byte) => byte === bytes[0])) {
    throw new RangeError('the random source returned no randomness');
  }
  return bytes.map((byte) => byte & 31);
}

/** As it is shown and printed: seven groups of four, the last two symbols being the check. */
export function formatRecoveryKey(key: Bytes): string {
  const symbols = withCheck(key);
  const text = Array.from(symbols, (value) => ALPHABET.charAt(value)).join('');
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** The key in any case and grouping; O is read as 0, I and L as 1. */
export function parseRecoveryKey(text: string): Result<Bytes, RecoveryKeyError> {
  const symbols = readSymbols(text);
  if (symbols === undefined) return err('unknown-symbol');
  if (symbols.length < KEY_SYMBOLS + CHECK_SYMBOLS) return err('incomplete');
  if (symbols.length > KEY_SYMBOLS + CHECK_SYMBOLS) return err('too-long');
  return checkSums(symbols).every((sum) => sum === 0) ? ok(symbols.slice(0, KEY_SYMBOLS)) : err('mistyped');
}

/** The 32-byte secret of the vault's key slot of kind 2. */
export function recoveryKeySecret(key: Bytes): Bytes {
  return deriveSecret(key, 'tallystick/1/recovery-key/vault');
}

/** The 32-byte secret of a backup's key slot of kind 2: whoever learns it can open backups, and never the vault. */
export function recoveryKeyBackupSecret(key: Bytes): Bytes {
  return deriveSecret(key, 'tallystick/1/recovery-key/backup');
}

/** Which groups (from 0, ascending, each once) the user types back to show that the key was written down. */
export function pickRecoveryKeyGroups(random: Random, count = 2): readonly number[] {
  const drawn = new DataView(random.bytes(RECOVERY_KEY_GROUPS * 4).buffer);
  return Array.from({ length: RECOVERY_KEY_GROUPS }, (_, group) => ({
    group,
    lot: drawn.getUint32(group * 4),
  }))
    .toSorted((a, b) => a.lot - b.lot)
    .slice(0, count)
    .map(({ group }) => group)
    .toSorted((a, b) => a - b);
}

/** True where `typed` is the group with that number, read as forgivingly as the whole key is. */
export function isRecoveryKeyGroup(key: Bytes, group: number, typed: string): boolean {
  const symbols = readSymbols(typed);
  const expected = withCheck(key).slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH);
  return (
    symbols?.length === GROUP_LENGTH &&
    expected.length === GROUP_LENGTH &&
    expected.every((value, index) => value === symbols[index])
  );
}

function readSymbols(text: string): Bytes | undefined {
  // NFKC: a keyboard for East Asian text types digits and letters of full width.
  const characters = [...text.normalize('NFKC').replace(SEPARATORS, '')];
  const values = characters.map((character) => VALUE_OF.get(character));
  return values.every((value) => value !== undefined) ? Uint8Array.from(values) : undefined;
}

function withCheck(key: Bytes): Bytes {
  if (key.length !== KEY_SYMBOLS || key.some((value) => value > 31)) {
    throw new RangeError(`a recovery key has ${KEY_SYMBOLS} symbols`);
  }
  const symbols = new Uint8Array([...key, 0, 0]);
  const [sum] = checkSums(symbols);
  // The plain sum fixes the second check symbol once the first is chosen; one of 32 also fits the weighted sum.
  for (let first = 0; first < 32; first += 1) {
    symbols.set([first, sum ^ first], KEY_SYMBOLS);
    if (checkSums(symbols)[1] === 0) return symbols;
  }
  throw new RangeError('no check symbols fit, which the weights exclude');
}

/**
 * Two sums over GF(32), both 0 for a whole key: a Reed-Solomon code of distance 3, since the weights are different
 * powers of a primitive element. Any one or two wrong symbols show, so every swap of two symbols does too.
 */
function checkSums(symbols: Bytes): readonly [number, number] {
  let sum = 0;
  let weighted = 0;
  for (const value of symbols) {
    sum ^= value;
    weighted = timesGenerator(weighted) ^ value;
  }
  return [sum, weighted];
}

/** In GF(32) = GF(2)[x] / (x^5 + x^2 + 1), where x generates all 31 elements but 0. */
function timesGenerator(value: number): number {
  return value < 16 ? value << 1 : (value << 1) ^ 0b100101;
}

function deriveSecret(key: Bytes, info: string): Bytes {
  return hkdfSha256(key, new Uint8Array(0), encodeUtf8(info), 32);
}
