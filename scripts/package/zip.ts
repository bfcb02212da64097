// A zip file whose bytes follow from its content alone: names in order, no time, no owner, one way to pack.
import { crc32 } from 'node:zlib';

export interface PackedFile {
  /** With forward slashes. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isExecutable?: boolean;
}

/** PKWARE APPNOTE 4.3.7, 4.3.12 and 4.3.16. */
const LOCAL_HEADER = 0x0403_4b50;
const CENTRAL_HEADER = 0x0201_4b50;
const END_OF_DIRECTORY = 0x0605_4b50;
const VERSION = 20;
const MADE_ON_UNIX = 3 << 8;
const NAMES_ARE_UTF8 = 0x0800;
const DEFLATED = 8;
/** 1 January 1980, the first day that the format can name. */
const DATE = (1 << 5) | 1;

type Pack = (bytes: Uint8Array) => Buffer | Promise<Buffer>;

/** The files in the order of their names, each made small by `pack` (raw DEFLATE). Throws RangeError for what needs the 64-bit format. */
export async function zip(files: readonly PackedFile[], pack: Pack): Promise<Buffer> {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const file of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const packed = await pack(file.bytes);
    const name = Buffer.from(file.name);
    const shared = sharedFields(file, packed.length, name.length);
    locals.push(words32(LOCAL_HEADER), shared, name, packed);
    const mode = file.isExecutable === true ? 0o100755 : 0o100644;
    centrals.push(
      words32(CENTRAL_HEADER),
      words16(MADE_ON_UNIX | VERSION),
      shared,
      words16(0, 0, 0),
      words32((mode << 16) >>> 0, offset),
      name,
    );
    offset += 4 + shared.length + name.length + packed.length;
  }
  const directory = Buffer.concat(centrals);
  if (offset + directory.length > 0xffff_ffff || files.length > 0xffff) {
    throw new RangeError('more than a zip file without the 64-bit format holds');
  }
  const end = [words16(0, 0, files.length, files.length), words32(directory.length, offset), words16(0)];
  return Buffer.concat([...locals, directory, words32(END_OF_DIRECTORY), ...end]);
}

/** What the local header and the central one say alike. */
function sharedFields({ bytes }: PackedFile, packedLength: number, nameLength: number): Buffer {
  return Buffer.concat([
    words16(VERSION, NAMES_ARE_UTF8, DEFLATED, 0, DATE),
    words32(crc32(bytes), packedLength, bytes.length),
    words16(nameLength, 0),
  ]);
}

function words16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, at * 2);
  return bytes;
}

function words32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, at * 4);
  return bytes;
}
