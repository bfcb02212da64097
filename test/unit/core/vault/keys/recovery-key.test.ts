import { hkdfSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeHex } from '../../../../../src/core/bytes/hex.ts';
import {
  formatRecoveryKey,
  isRecoveryKeyGroup,
  newRecoveryKey,
  parseRecoveryKey,
  pickRecoveryKeyGroups,
  RECOVERY_KEY_GROUPS,
  recoveryKeyBackupSecret,
  recoveryKeySecret,
} from '../../../../../src/core/vault/keys/recovery-key.ts';
import { testOutside } from '../../../../support/vault/outside.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const anyKey = fc
  .uint8Array({ minLength: 26, maxLength: 26, max: 31 })
  .map((symbols) => new Uint8Array(symbols));
/** Symbols 0 to 25 in turn. */
const COUNTING = Uint8Array.from({ length: 26 }, (_, index) => index);

const replaced = (text: string, at: number, symbol: string) =>
  `${text.slice(0, at)}${symbol}${text.slice(at + 1)}`;
const bare = (key: Uint8Array<ArrayBuffer>) => formatRecoveryKey(key).replaceAll('-', '');

describe('a recovery key', () => {
  test('is shown as seven groups of four symbols of Crockford base32', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(formatRecoveryKey(key)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });

  // Worked out by another program, which multiplies in GF(32) by tables of logarithms and tries all pairs.
  test.each<[string, (index: number) => number]>([
    ['0123-4567-89AB-CDEF-GHJK-MNPQ-RS10', (index) => index],
    ['3AHR-Z6DM-V29G-QY5C-KT18-FPX4-BJ2V', (index) => (7 * index + 3) % 32],
    ['ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZTT', () => 31],
  ])('has the check symbols of %s', (shown, symbolAt) => {
    const key = Uint8Array.from({ length: 26 }, (_, index) => symbolAt(index));
    expect(formatRecoveryKey(key)).toBe(shown);
    expect(parseRecoveryKey(shown)).toEqual({ ok: true, value: key });
  });

  test('reads back as it was shown', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(parseRecoveryKey(formatRecoveryKey(key))).toEqual({ ok: true, value: key });
      }),
    );
  });

  test.each<[string, (shown: string) => string]>([
    ['in lower case', (shown) => shown.toLowerCase()],
    ['without dashes', (shown) => shown.replaceAll('-', '')],
    ['with spaces, tabs and line breaks', (shown) => ` ${shown.replaceAll('-', ' \t\r\n ')} `],
    ['with dashes that a word processor made', (shown) => shown.replaceAll('-', '–').replace('–', '\u2011')],
    [
      'with invisible characters from a web page',
      (shown) => `\ufeff${shown.replaceAll('-', '\u200b-\u00ad')}`,
    ],
    ['with O for 0, I and l for 1', (shown) => shown.replace('0', 'o').replace('0', 'O').replace('1', 'I')],
    ['with L for 1', (shown) => shown.replaceAll('1', 'l')],
    [
      'in full width, as a Japanese keyboard types it',
      (shown) => shown.replace(/[^-]/g, (symbol) => String.fromCharCode(symbol.charCodeAt(0) + 0xfee0)),
    ],
  ])('typed %s is read', (_how, typed) => {
    const key = Uint8Array.from({ length: 26 }, (_, index) => index % 4);
    expect(parseRecoveryKey(typed(formatRecoveryKey(key)))).toEqual({ ok: true, value: key });
  });

  test('with any one symbol wrong is refused', () => {
    const text = bare(COUNTING);
    for (const [at, right] of [...text].entries()) {
      for (const symbol of ALPHABET.replace(right, '')) {
        const typed = replaced(text, at, symbol);
        expect(parseRecoveryKey(typed), typed).toEqual({ ok: false, error: 'mistyped' });
      }
    }
  });

  // The code is linear: what is wrong shows or does not whatever the key is, so one key stands for all.
  test('with any two symbols wrong is refused', () => {
    const symbols = [...bare(new Uint8Array(26))];
    expect(new Set(symbols)).toEqual(new Set(['0']));
    let refused = 0;
    for (let first = 0; first < 28; first += 1) {
      for (let second = first + 1; second < 28; second += 1) {
        for (let errors = 0; errors < 31 * 31; errors += 1) {
          const typed = [...symbols];
          typed[first] = ALPHABET.charAt(1 + (errors % 31));
          typed[second] = ALPHABET.charAt(1 + Math.floor(errors / 31));
          if (!parseRecoveryKey(typed.join('')).ok) refused += 1;
        }
      }
    }
    expect(refused).toBe(((28 * 27) / 2) * 31 * 31);
  }, 60_000);

  test('with any two different symbols swapped is refused, adjacent or not', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        const text = bare(key);
        for (let first = 0; first < 28; first += 1) {
          for (let second = first + 1; second < 28; second += 1) {
            const [a = '', b = ''] = [text[first], text[second]];
            const swapped = replaced(replaced(text, first, b), second, a);
            expect(parseRecoveryKey(swapped).ok, swapped).toBe(a === b);
          }
        }
      }),
      { numRuns: 10 },
    );
  }, 30_000);

  test.each([
    ['nothing', '', 'incomplete'],
    ['separators alone', ' - - ', 'incomplete'],
    ['a symbol too few', bare(COUNTING).slice(1), 'incomplete'],
    ['a symbol too many', `${bare(COUNTING)}0`, 'too-long'],
    ['a U, which no key has', replaced(bare(COUNTING), 3, 'U'), 'unknown-symbol'],
    ['a sharp s, whose upper case is two symbols', `${bare(COUNTING).slice(2)}ß`, 'unknown-symbol'],
    ['a dotless i, whose upper case is I', replaced(bare(COUNTING), 3, 'ı'), 'unknown-symbol'],
    ['a lone surrogate', replaced(bare(COUNTING), 3, '\ud800'), 'unknown-symbol'],
    ['an emoji', `${bare(COUNTING)}🔑`, 'unknown-symbol'],
  ])('typed as %s is refused', (_what, typed, error) => {
    expect(parseRecoveryKey(typed)).toEqual({ ok: false, error });
  });

  test('is never read from arbitrary text but by its two check symbols, and that text never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseRecoveryKey(text);
        if (parsed.ok) expect(parseRecoveryKey(formatRecoveryKey(parsed.value))).toEqual(parsed);
      }),
    );
  }, 30_000);

  test('has 26 symbols of five random bits each', () => {
    const { random } = testOutside('recovery keys');
    const counts = Array.from({ length: 32 }, () => 0);
    for (let round = 0; round < 400; round += 1) {
      for (const symbol of newRecoveryKey(random)) counts[symbol] = (counts[symbol] ?? 0) + 1;
    }
    // 10 400 symbols: 325 of each are expected, and 5 standard deviations are 89.
    for (const [symbol, count] of counts.entries()) {
      expect(Math.abs(count - 325), `symbol ${symbol}: ${count}`).toBeLessThan(89);
    }
  });

  test('is not made where the random source fails silently', () => {
    for (const bytes of [new Uint8Array(26), new Uint8Array(26).fill(255), new Uint8Array(3).fill(1)]) {
      expect(() => newRecoveryKey({ bytes: () => bytes })).toThrow(RangeError);
    }
  });

  test('gives the secrets of the vault and of backups by HKDF, and the one does not tell the other', () => {
    const derive = (purpose: string) =>
      Buffer.from(hkdfSync('sha256', COUNTING, '', `tallystick/1/recovery-key/${purpose}`, 32)).toString(
        'hex',
      );
    expect(encodeHex(recoveryKeySecret(COUNTING))).toBe(derive('vault'));
    expect(encodeHex(recoveryKeyBackupSecret(COUNTING))).toBe(derive('backup'));
    expect(derive('vault')).not.toBe(derive('backup'));
  });

  test('that is not 26 symbols cannot be shown', () => {
    for (const key of [new Uint8Array(25), new Uint8Array(27), new Uint8Array(26).fill(32)]) {
      expect(() => formatRecoveryKey(key)).toThrow(RangeError);
    }
  });
});

describe('typing part of a recovery key back', () => {
  test('asks for different groups each time, in the order of the key', () => {
    const { random } = testOutside('groups');
    const asked = new Map<string, number>();
    for (let round = 0; round < 2100; round += 1) {
      const [first = -1, second = -1, ...more] = pickRecoveryKeyGroups(random);
      expect(more).toEqual([]);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(second).toBeGreaterThan(first);
      expect(second).toBeLessThan(RECOVERY_KEY_GROUPS);
      asked.set(`${first} ${second}`, (asked.get(`${first} ${second}`) ?? 0) + 1);
    }
    // 21 pairs, 100 of each expected, standard deviation 9.8.
    expect(asked.size).toBe(21);
    for (const [pair, count] of asked) expect(Math.abs(count - 100), pair).toBeLessThan(49);
  });

  test('accepts the group that was asked for, in any case, and no other', () => {
    const groups = formatRecoveryKey(COUNTING).split('-');
    for (const [asked] of groups.entries()) {
      for (const [typed, text] of groups.entries()) {
        expect(isRecoveryKeyGroup(COUNTING, asked, ` ${text.toLowerCase()} `)).toBe(asked === typed);
      }
    }
    expect(isRecoveryKeyGroup(COUNTING, 0, 'ol23')).toBe(true);
  });

  test.each(['', '012', '01234', '012U', '0123-4567'])('refuses %j', (typed) => {
    expect(isRecoveryKeyGroup(COUNTING, 0, typed)).toBe(false);
  });

  test('refuses a group that does not exist', () => {
    expect(isRecoveryKeyGroup(COUNTING, 7, '')).toBe(false);
    expect(isRecoveryKeyGroup(COUNTING, -1, '0123')).toBe(false);
  });
});
