import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isJavaSerialization,
  readJavaHashMap,
} from '../../../../../src/core/transfer/containers/java-hash-map.ts';
import { javaHashMap } from '../../../../exports/make/java.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

test('a map of any strings comes back, in modified UTF-8', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyText, anyText), { maxLength: 12 }), (entries) => {
      const bytes = javaHashMap(entries);
      expect(isJavaSerialization(bytes)).toBe(true);
      expect(readJavaHashMap(bytes)).toEqual(new Map(entries));
    }),
  );
});

test('a string that was written before may be a reference to it', () => {
  const bytes = javaHashMap([
    ['a', 'same'],
    ['b', 'same'],
  ]);
  const second = bytes.lastIndexOf(Buffer.from('\x74\x00\x04same', 'latin1'));
  // Handles: 0 the class, 1 the map, 2 "a", 3 "same".
  const referring = Buffer.concat([
    bytes.subarray(0, second),
    Buffer.from('71007e0003', 'hex'),
    bytes.subarray(second + 7),
  ]);
  expect(readJavaHashMap(referring)?.get('b')).toBe('same');
});

test('any change and any end gives a map or nothing, never an exception', () => {
  const bytes = javaHashMap([
    ['masterKey', '{}'],
    ['a-token', '{"label":"é"}'],
  ]);
  for (let length = 0; length < bytes.length; length += 1) {
    expect(readJavaHashMap(bytes.subarray(0, length))).toBeUndefined();
  }
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
      const changed = Buffer.from(bytes);
      changed[at] = byte;
      const map = readJavaHashMap(changed);
      expect(map === undefined || map instanceof Map).toBe(true);
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (rest) => {
      readJavaHashMap(Buffer.concat([Buffer.from('aced0005', 'hex'), rest]));
    }),
  );
});
