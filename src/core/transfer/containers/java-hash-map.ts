import { ByteReader, TruncatedError } from '../../bytes/byte-reader.ts';
import { MAX_ENTRIES } from '../limits.ts';

// Java Object Serialization Specification, section 6.4.2: only what a map of strings to strings consists of.
const MAGIC_AND_VERSION = 0xaced_0005;
const NULL = 0x70;
const REFERENCE = 0x71;
const CLASS_DESCRIPTION = 0x72;
const OBJECT = 0x73;
const STRING = 0x74;
const BLOCK_DATA = 0x77;
const END_BLOCK_DATA = 0x78;
const LONG_STRING = 0x7c;
const FIRST_HANDLE = 0x7e_0000;
const MAX_FIELDS = 16;
const MAX_SUPERCLASSES = 4;

/** Undefined where the bytes are no serialized `HashMap<String, String>`, or are cut off. */
export function readJavaHashMap(bytes: Uint8Array): ReadonlyMap<string, string> | undefined {
  try {
    return new HashMapReader(bytes).read();
  } catch (error) {
    if (error instanceof TruncatedError || error instanceof UnexpectedError) return undefined;
    throw error;
  }
}

export function isJavaSerialization(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && new ByteReader(bytes).u32() === MAGIC_AND_VERSION;
}

class UnexpectedError extends Error {
  override readonly name = 'UnexpectedError';
}

class HashMapReader {
  readonly #input: ByteReader;
  /** What a reference may point to, in the order of first appearance; '' for what is no string. */
  readonly #handles: string[] = [];

  constructor(bytes: Uint8Array) {
    this.#input = new ByteReader(bytes);
  }

  read(): ReadonlyMap<string, string> {
    this.#expect(this.#input.u32() === MAGIC_AND_VERSION);
    this.#expect(this.#input.u8() === OBJECT);
    const names = this.#classNames();
    // LinkedHashMap and the like write what they inherit first, and that is all there is to read.
    this.#expect(names.at(-1) === 'java.util.HashMap');
    this.#handles.push('');
    return this.#entries();
  }

  /** The class and its superclasses; the fields of HashMap are a float and an int. */
  #classNames(): readonly string[] {
    const names: string[] = [];
    while (this.#input.u8() === CLASS_DESCRIPTION) {
      this.#expect(names.length < MAX_SUPERCLASSES);
      names.push(this.#utf(this.#input.u16()));
      this.#handles.push('');
      this.#input.bytes(8 + 1);
      this.#skipFields();
      this.#expect(this.#input.u8() === END_BLOCK_DATA);
    }
    return names;
  }

  #skipFields(): void {
    const count = this.#input.u16();
    this.#expect(count <= MAX_FIELDS);
    for (let field = 0; field < count; field += 1) {
      const type = String.fromCharCode(this.#input.u8());
      this.#expect('BCDFIJSZ'.includes(type));
      this.#input.bytes(this.#input.u16());
    }
  }

  #entries(): ReadonlyMap<string, string> {
    this.#input.bytes(4 + 4);
    this.#expect(this.#input.u8() === BLOCK_DATA && this.#input.u8() === 8);
    this.#input.bytes(4);
    const size = this.#input.u32();
    this.#expect(size <= 2 * MAX_ENTRIES + 1);
    const entries = new Map<string, string>();
    for (let index = 0; index < size; index += 1) {
      const key = this.#string();
      entries.set(key, this.#string());
    }
    this.#expect(this.#input.u8() === END_BLOCK_DATA);
    return entries;
  }

  #string(): string {
    const kind = this.#input.u8();
    if (kind === NULL) return '';
    if (kind === REFERENCE) return this.#handles[this.#input.u32() - FIRST_HANDLE] ?? '';
    this.#expect(kind === STRING || kind === LONG_STRING);
    const text = this.#utf(kind === STRING ? this.#input.u16() : this.#input.u64());
    this.#handles.push(text);
    return text;
  }

  /** "Modified UTF-8": NUL as two bytes, characters beyond U+FFFF as two surrogates of three bytes each. */
  #utf(length: number): string {
    const bytes = this.#input.bytes(length);
    const units: string[] = [];
    for (let index = 0; index < bytes.length; ) {
      const [a = 0, b = 0, c = 0] = bytes.subarray(index, index + 3);
      const size = a < 0x80 ? 1 : a < 0xe0 ? 2 : 3;
      const unit = [a, ((a & 0x1f) << 6) | (b & 0x3f), ((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f)];
      units.push(String.fromCharCode(unit[size - 1] ?? 0));
      index += size;
    }
    return units.join('');
  }

  #expect(isSo: boolean): void {
    if (!isSo) throw new UnexpectedError('not what a map of strings is made of');
  }
}
