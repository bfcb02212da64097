import { type Bytes, concatBytes } from './bytes.ts';

/** Builds a binary structure, big-endian, in the order of the calls. */
export class ByteWriter {
  readonly #parts: Bytes[] = [];

  u8(value: number): this {
    return this.#integer(1, value, 0xff, (view) => view.setUint8(0, value));
  }

  u16(value: number): this {
    return this.#integer(2, value, 0xffff, (view) => view.setUint16(0, value));
  }

  u32(value: number): this {
    return this.#integer(4, value, 0xffff_ffff, (view) => view.setUint32(0, value));
  }

  /** Eight bytes for an integer up to 2^53 - 1. */
  u64(value: number): this {
    return this.#integer(8, value, Number.MAX_SAFE_INTEGER, (view) => view.setBigUint64(0, BigInt(value)));
  }

  bytes(value: Uint8Array): this {
    this.#parts.push(new Uint8Array(value));
    return this;
  }

  finish(): Bytes {
    return concatBytes(...this.#parts);
  }

  #integer(size: number, value: number, max: number, write: (view: DataView) => void): this {
    if (!Number.isInteger(value) || value < 0 || value > max) {
      throw new RangeError(`expected an unsigned integer of ${size} bytes`);
    }
    const bytes = new Uint8Array(size);
    write(new DataView(bytes.buffer));
    this.#parts.push(bytes);
    return this;
  }
}
