import { createCipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { webCryptoAead } from '../../../../src/platform/crypto/webcrypto-aead.ts';
import { everyByteFlipped, everyTruncation, flipped } from '../../../support/vault/flips.ts';

const INPUT = {
  key: new Uint8Array(32).fill(1),
  nonce: new Uint8Array(12).fill(2),
  associatedData: new Uint8Array([3, 4]),
  data: new Uint8Array([5, 6, 7]),
};

describe('AES-256-GCM by WebCrypto', () => {
  test('gives what another implementation gives, with the tag at the end', async () => {
    const cipher = createCipheriv('aes-256-gcm', INPUT.key, INPUT.nonce).setAAD(INPUT.associatedData);
    const expected = Buffer.concat([cipher.update(INPUT.data), cipher.final(), cipher.getAuthTag()]);
    expect(await webCryptoAead.seal(INPUT)).toEqual(new Uint8Array(expected));
  });

  test('opens what it sealed, and says undefined to everything else', async () => {
    const data = await webCryptoAead.seal(INPUT);
    expect(await webCryptoAead.open({ ...INPUT, data })).toEqual(INPUT.data);
    const others = [
      ...[...everyByteFlipped(data)].map(([, changed]) => ({ ...INPUT, data: changed })),
      ...[...everyTruncation(data)].map((cut) => ({ ...INPUT, data: cut })),
      { ...INPUT, data, key: flipped(INPUT.key, 0) },
      { ...INPUT, data, nonce: flipped(INPUT.nonce, 0) },
      { ...INPUT, data, associatedData: flipped(INPUT.associatedData, 0) },
    ];
    for (const other of others) expect(await webCryptoAead.open(other)).toBeUndefined();
  });

  test('throws for a key of a wrong length, which is a mistake of the program', async () => {
    await expect(webCryptoAead.open({ ...INPUT, key: new Uint8Array(5) })).rejects.toThrow();
  });
});
