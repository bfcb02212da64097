import { describe, expect, test } from 'vitest';
import {
  DEFAULT_KDF,
  isAcceptableKdf,
  passphraseBytes,
} from '../../../../../src/core/vault/keys/kdf-parameters.ts';

describe('KDF parameters', () => {
  test('have 64 MiB, three passes and four lanes by default (RFC 9106 section 4)', () => {
    expect(DEFAULT_KDF).toEqual({ memoryKib: 65_536, iterations: 3, parallelism: 4 });
    expect(isAcceptableKdf(DEFAULT_KDF)).toBe(true);
  });

  test.each([
    ['memoryKib', 19 * 1024, 1024 * 1024],
    ['iterations', 2, 10],
    ['parallelism', 1, 16],
  ] as const)('keep %s from %i to %i', (field, least, most) => {
    const accepts = (value: number) => isAcceptableKdf({ ...DEFAULT_KDF, [field]: value });
    expect([least, most].map(accepts)).toEqual([true, true]);
    expect([least - 1, most + 1, 0, -least, 2 ** 32, 2 ** 42].map(accepts)).toEqual(Array(6).fill(false));
    expect([least + 0.5, Number.NaN, Number.POSITIVE_INFINITY].map(accepts)).toEqual(Array(3).fill(false));
  });
});

describe('a passphrase', () => {
  test('gives the same bytes however the keyboard composed it', () => {
    expect(passphraseBytes('Å ﬁ')).toEqual(passphraseBytes('Å fi'));
    expect(passphraseBytes('e\u0301')).toEqual(new Uint8Array([0xc3, 0xa9]));
  });

  test('is never trimmed and keeps its case', () => {
    const forms = [' a', 'a ', 'a', 'A', 'a\n'].map((text) => passphraseBytes(text).join());
    expect(new Set(forms).size).toBe(5);
  });

  test('with a lone surrogate gives the same bytes each time', () => {
    expect(passphraseBytes('a\ud800')).toEqual(new Uint8Array([0x61, 0xef, 0xbf, 0xbd]));
  });
});
