import type { Bytes } from './bytes.ts';

/** The structure ended before the field that was asked for, or holds a number this program cannot represent. */
export class TruncatedError extends Error {
  override readonly name = 'TruncatedError';
}

/** Reads a big-endian binary structure; every read checks its length first and throws `TruncatedError`. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  u8(): number {
    return this.#view(1).getUint8(0);
  }

  u16(): number {
    return this.#view(2).getUint16(0);
  }

  u32(): number {
    return this.#view(4).getUint32(0);
  }

  u64(): number {
    const value = this.#view(8).getBigUint64(0);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new TruncatedError('an integer over 2^53');
    return Number(value);
  }

  bytes(length: number): Bytes {
    if (length > this.remaining) throw new TruncatedError(`${length} bytes wanted, ${this.remaining} left`);
    const part = new Uint8Array(this.#bytes.subarray(this.#offset, this.#offset + length));
    this.#offset += length;
    return part;
  }

  #view(length: number): DataView {
    if (length > this.remaining) throw new TruncatedError(`${length} bytes wanted, ${this.remaining} left`);
    const { buffer, byteOffset } = this.#bytes;
    const view = new DataView(buffer, byteOffset + this.#offset, length);
    this.#offset += length;
    return view;
  }
}
