import type { Bytes } from '../../core/bytes/bytes.ts';
import { encodeEcdsaSignature } from '../../core/passkeys/ecdsa-signature.ts';
import type { CoseAlgorithm, PasskeyCrypto, PasskeyKeyPair } from '../../core/passkeys/passkey.ts';

const ES256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const EDDSA = { name: 'Ed25519' } as const;
const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const IMPORTED = { [-7]: ES256, [-8]: EDDSA, [-257]: RS256 } as const;
const SIGNED = { [-7]: { name: 'ECDSA', hash: 'SHA-256' }, [-8]: EDDSA, [-257]: RS256 } as const;

/** Keys of passkeys by WebCrypto. */
export const webCryptoPasskeys: PasskeyCrypto = {
  async generateKeyPair(algorithm): Promise<PasskeyKeyPair> {
    const pair = await generate(algorithm);
    const [privateKey, publicKey] = await Promise.all([
      crypto.subtle.exportKey('pkcs8', pair.privateKey),
      crypto.subtle.exportKey('spki', pair.publicKey),
    ]);
    return { privateKey: new Uint8Array(privateKey), publicKey: new Uint8Array(publicKey) };
  },

  async sign(algorithm, privateKey, data): Promise<Bytes> {
    const key = await crypto.subtle.importKey('pkcs8', privateKey, IMPORTED[algorithm], false, ['sign']);
    const signature = new Uint8Array(await crypto.subtle.sign(SIGNED[algorithm], key, data));
    return algorithm === -7 ? encodeEcdsaSignature(signature) : signature;
  },
};

async function generate(algorithm: CoseAlgorithm): Promise<CryptoKeyPair> {
  const usages = ['sign', 'verify'] as const;
  switch (algorithm) {
    case -7:
      return crypto.subtle.generateKey(ES256, true, usages);
    case -8:
      return crypto.subtle.generateKey(EDDSA, true, usages);
    case -257: {
      const publicExponent = Uint8Array.of(1, 0, 1);
      return crypto.subtle.generateKey({ ...RS256, modulusLength: 2048, publicExponent }, true, usages);
    }
  }
}
