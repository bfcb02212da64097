import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Bytes } from './bytes.ts';

/** The one part of the WHATWG Encoding Standard that core uses; every JavaScript runtime has it, ES2024's types do not. */
interface StrictDecoder {
  decode(bytes: Uint8Array): string;
}
const { TextDecoder } = globalThis as unknown as {
  TextDecoder: new (label: 'utf-8', options: { fatal: boolean; ignoreBOM: boolean }) => StrictDecoder;
};

/** UTF-8 bytes of `text`; a lone surrogate becomes U+FFFD, as the Encoding Standard says. */
export function encodeUtf8(text: string): Bytes {
  return new Uint8Array(utf8ToBytes(text));
}

/** The text, or undefined where the bytes are not well-formed UTF-8. A byte-order mark is kept as a character. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
