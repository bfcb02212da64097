import type { Bytes } from '../../bytes/bytes.ts';

/** Java's bytes in JSON: numbers from -128 to 127 (or to 255). Undefined for anything else. */
export function signedBytes(value: unknown): Bytes | undefined {
  if (!Array.isArray(value) || value.length > 4096) return undefined;
  const isByte = (element: unknown) =>
    typeof element === 'number' && Number.isInteger(element) && element >= -128 && element <= 255;
  return value.every(isByte) ? Uint8Array.from(value as number[], (byte) => byte & 0xff) : undefined;
}
