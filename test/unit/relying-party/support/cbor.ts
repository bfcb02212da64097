import { concatBytes } from '../../../../src/core/bytes/bytes.ts';

/** As much CBOR (RFC 8949) as an authenticator writes: integers, bytes, text and maps. */
export function encodeCbor(value: unknown): Uint8Array {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return withLength(3, new TextEncoder().encode(value));
  if (value instanceof Uint8Array) return withLength(2, value);
  if (value instanceof Map) {
    const parts = [...value].flatMap(([key, entry]) => [encodeCbor(key), encodeCbor(entry)]);
    return concatBytes(head(5, value.size), ...parts);
  }
  throw new TypeError(`An authenticator writes no ${typeof value}.`);
}

function withLength(major: number, bytes: Uint8Array): Uint8Array {
  return concatBytes(head(major, bytes.length), bytes);
}

function head(major: number, size: number): Uint8Array {
  if (size < 24) return Uint8Array.of((major << 5) | size);
  if (size < 256) return Uint8Array.of((major << 5) | 24, size);
  return Uint8Array.of((major << 5) | 25, size >> 8, size & 0xff);
}
