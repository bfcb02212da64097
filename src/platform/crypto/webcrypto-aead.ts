import type { Bytes } from '../../core/bytes/bytes.ts';
import type { Aead } from '../../core/vault/outside.ts';

const TAG_LENGTH_BITS = 128;

/** AES-256-GCM (NIST SP 800-38D) by WebCrypto. */
export const webCryptoAead: Aead = {
  async seal({ key, nonce, associatedData, data }): Promise<Bytes> {
    const imported = await importKey(key, 'encrypt');
    return new Uint8Array(await crypto.subtle.encrypt(parameters(nonce, associatedData), imported, data));
  },

  async open({ key, nonce, associatedData, data }): Promise<Bytes | undefined> {
    const imported = await importKey(key, 'decrypt');
    try {
      return new Uint8Array(await crypto.subtle.decrypt(parameters(nonce, associatedData), imported, data));
    } catch (error) {
      // OperationError is WebCrypto's only word for a tag that does not fit.
      if (error instanceof DOMException && error.name === 'OperationError') return undefined;
      throw error;
    }
  },
};

function importKey(key: Bytes, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, [usage]);
}

function parameters(nonce: Bytes, associatedData: Bytes): AesGcmParams {
  return { name: 'AES-GCM', iv: nonce, additionalData: associatedData, tagLength: TAG_LENGTH_BITS };
}
