// Zip files byte by byte (APPNOTE 6.3.9; WinZip's "AES encryption information"), with node:zlib and node:crypto alone.
import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { seeded } from './seeded.ts';

export interface ZipFile {
  readonly name: string;
  readonly data: Buffer;
}

type Protection = { readonly kind: 'aes' | 'zipcrypto'; readonly passphrase: string } | undefined;

const AES_256 = 3;

interface Stored {
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly body: Buffer;
  readonly extra: Buffer;
}

export function zip(files: readonly ZipFile[], protection?: Protection): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data } of files) {
    const stored = store(data, protection);
    const local = Buffer.concat([
      header(0x0403_4b50, [20]),
      common(stored, name, data.length),
      Buffer.from(name),
      stored.extra,
      stored.body,
    ]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(
      header(0x0201_4b50, [20, 20]),
      common(stored, name, data.length),
      place,
      Buffer.from(name),
      stored.extra,
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function header(signature: number, versions: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + versions.length * 2);
  bytes.writeUInt32LE(signature, 0);
  for (const [index, version] of versions.entries()) bytes.writeUInt16LE(version, 4 + index * 2);
  return bytes;
}

/** Flags, method, time, crc, sizes and lengths: the same in both headers. */
function common({ flags, method, crc, body, extra }: Stored, name: string, length: number): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt16LE(flags, 0);
  bytes.writeUInt16LE(method, 2);
  // 2026-01-01.
  bytes.writeUInt32LE(0x5c21_0000, 4);
  bytes.writeUInt32LE(crc, 8);
  bytes.writeUInt32LE(body.length, 12);
  bytes.writeUInt32LE(length, 16);
  bytes.writeUInt16LE(Buffer.byteLength(name), 20);
  bytes.writeUInt16LE(extra.length, 22);
  return bytes;
}

function store(data: Buffer, protection: Protection): Stored {
  const packed = deflateRawSync(data);
  const crc = crc32(data);
  if (protection === undefined) return { method: 8, flags: 0, crc, body: packed, extra: Buffer.alloc(0) };
  if (protection.kind === 'zipcrypto') {
    const body = zipCrypto(packed, protection.passphrase, crc >>> 24);
    return { method: 8, flags: 1, crc, body, extra: Buffer.alloc(0) };
  }
  // Method 99, version AE-2 (no crc), the true method in the extra field.
  const extra = Buffer.from([0x01, 0x99, 7, 0, 2, 0, 0x41, 0x45, AES_256, 8, 0]);
  return { method: 99, flags: 1, crc: 0, body: winZipAes(packed, protection.passphrase), extra };
}

function winZipAes(packed: Buffer, passphrase: string): Buffer {
  const salt = seeded('winzip aes', 16);
  const keys = pbkdf2Sync(passphrase, salt, 1000, 32 + 32 + 2, 'sha1');
  const blocks = Buffer.alloc(Math.ceil(packed.length / 16) * 16);
  // A counter in little-endian from 1, which no CTR mode of Node has.
  for (let block = 0; block * 16 < packed.length; block += 1) blocks.writeUInt32LE(block + 1, block * 16);
  const cipher = createCipheriv('aes-256-ecb', keys.subarray(0, 32), null).setAutoPadding(false);
  const stream = cipher.update(blocks);
  const body = Buffer.from(packed.map((byte, index) => byte ^ (stream[index] ?? 0)));
  const mac = createHmac('sha1', keys.subarray(32, 64)).update(body).digest().subarray(0, 10);
  return Buffer.concat([salt, keys.subarray(64), body, mac]);
}

/** APPNOTE 6.1, the encryption of PKZIP 2. */
function zipCrypto(packed: Buffer, passphrase: string, check: number): Buffer {
  let [a, b, c] = [0x1234_5678, 0x2345_6789, 0x3456_7890];
  const step = (crc: number, byte: number) => (crc32(Buffer.of(byte), ~crc >>> 0) ^ -1) >>> 0;
  const update = (byte: number) => {
    a = step(a, byte);
    b = (Math.imul((b + (a & 0xff)) >>> 0, 134_775_813) + 1) >>> 0;
    c = step(c, b >>> 24);
  };
  for (const byte of Buffer.from(passphrase)) update(byte);
  const plain = Buffer.concat([seeded('zipcrypto', 11), Buffer.of(check), packed]);
  return Buffer.from(
    plain.map((byte) => {
      const word = (c & 0xffff) | 2;
      const sealed = byte ^ ((Math.imul(word, word ^ 1) >>> 8) & 0xff);
      update(byte);
      return sealed;
    }),
  );
}
