import { decodeUtf8 } from '../bytes/utf8.ts';

/** The text of a file that is one, whatever wrote it; undefined for binary data. Line ends are left as they are. */
export function decodeTextFile(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, false);
  if (isBinary(bytes)) return undefined;
  // Bytes that are no UTF-8 are read as Latin-1, the other encoding such files were ever written in.
  const text = decodeUtf8(bytes) ?? textFrom(bytes);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** No text has a NUL, and hardly any other control character; of random bytes every ninth is one. */
function isBinary(bytes: Uint8Array): boolean {
  let controls = 0;
  for (const byte of bytes) {
    if (byte === 0) return true;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls += 1;
  }
  return controls > bytes.length / 100;
}

/** Windows' "Unicode" text files. A byte too many at the end is dropped. */
function decodeUtf16(bytes: Uint8Array, isLittleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = new Uint16Array(Math.floor(bytes.length / 2) - 1);
  for (let index = 0; index < units.length; index += 1) {
    units[index] = view.getUint16(2 + index * 2, isLittleEndian);
  }
  return textFrom(units);
}

function textFrom(units: Uint8Array | Uint16Array): string {
  const pieces: string[] = [];
  // In pieces: a call takes only so many arguments.
  for (let start = 0; start < units.length; start += 8192) {
    pieces.push(String.fromCharCode(...units.subarray(start, start + 8192)));
  }
  return pieces.join('');
}
