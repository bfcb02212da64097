import { argon2Sync, createCipheriv, createHash, createHmac } from 'node:crypto';

interface Sealing {
  readonly key: Buffer;
  readonly nonce: Buffer;
  readonly aad?: string;
}

/** AES-GCM of Node: ciphertext and tag apart. */
export function gcm(plain: Buffer | string, { key, nonce, aad }: Sealing): { data: Buffer; tag: Buffer } {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  if (aad !== undefined) cipher.setAAD(Buffer.from(aad));
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { data, tag: cipher.getAuthTag() };
}

export function gcmJoined(plain: Buffer | string, sealing: Sealing): Buffer {
  const { data, tag } = gcm(plain, sealing);
  return Buffer.concat([data, tag]);
}

export function cbc(plain: Buffer | string, key: Buffer, iv: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

/** `CryptoJS.AES.encrypt`, which is OpenSSL's salted format. */
export function cryptoJs(plain: string | Buffer, passphrase: string, salt: Buffer): string {
  let material = Buffer.alloc(0);
  let block = Buffer.alloc(0);
  while (material.length < 48) {
    block = createHash('md5').update(block).update(passphrase).update(salt).digest();
    material = Buffer.concat([material, block]);
  }
  const data = cbc(plain, material.subarray(0, 32), material.subarray(32, 48));
  return Buffer.concat([Buffer.from('Salted__'), salt, data]).toString('base64');
}

/** HKDF-Expand (RFC 5869 section 2.3) for up to 32 bytes. */
export function hkdfExpand(key: Buffer, info: string): Buffer {
  return createHmac('sha256', key).update(info).update(Buffer.of(1)).digest();
}

export const ZERO_IV = Buffer.alloc(16);

interface Argon2 {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

export function argon2id(message: string | Buffer, nonce: Buffer, cost: Argon2): Buffer {
  return argon2Sync('argon2id', { message, nonce, tagLength: 32, ...cost });
}
