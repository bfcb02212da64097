import { decodeBase64, encodeBase64Url } from '../../core/bytes/base64.ts';

/** Of the bytes that a page gave, in whichever form. */
export function toBase64Url(source: BufferSource): string {
  return encodeBase64Url(
    ArrayBuffer.isView(source)
      ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
      : new Uint8Array(source),
  );
}

/** The background's own text: it is base64url. */
export function fromBase64Url(text: string): ArrayBuffer {
  return (decodeBase64(text) ?? new Uint8Array()).buffer;
}
