import { createHash } from 'node:crypto';

/** Salts and nonces that are the same at every making, so that a changed file means a changed format. */
export function seeded(label: string, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let index = 0; index * 32 < length; index += 1) {
    blocks.push(createHash('sha256').update(`${label} ${index}`).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}
