import { decodeBase64, encodeBase64 } from '../core/bytes/base64.ts';
import type { Result } from '../core/result.ts';
import { RandomError } from '../core/vault/checked-random.ts';
import { DEFAULT_KDF, KDF_SALT_LENGTH } from '../core/vault/kdf-parameters.ts';
import type { FailureCode } from '../messaging/failure.ts';
import type { PassphraseSlotView } from '../messaging/page-responses.ts';
import { deriveFromPassphrase, KdfError } from '../platform/kdf.ts';
import { systemRandom } from '../platform/system.ts';
import { ask } from './ask.ts';

/** `kdf-wrong`: this browser computes something else than it should; nothing was made with it. */
export type PassphraseFailure = FailureCode | 'kdf-failed' | 'kdf-wrong';

/** The key is derived in this page's worker; the passphrase itself never leaves the page. */
export function unlockWithPassphrase(
  passphrase: string,
  slot: PassphraseSlotView,
): Promise<Result<null, PassphraseFailure>> {
  return deriving(async () => {
    const salt = decodeBase64(slot.salt);
    if (salt === undefined) return { ok: false, error: 'vault-damaged' };
    const derivedKey = await deriveFromPassphrase(passphrase, salt, slot.kdf);
    return ask('vault/unlock', { slotId: slot.slotId, derivedKey: encodeBase64(derivedKey) });
  });
}

export function createVaultWithPassphrase(passphrase: string): Promise<Result<null, PassphraseFailure>> {
  return deriving(async () => {
    const salt = systemRandom.bytes(KDF_SALT_LENGTH);
    const derivedKey = await deriveFromPassphrase(passphrase, salt, DEFAULT_KDF, 'create');
    return ask('vault/create', {
      derivedKey: encodeBase64(derivedKey),
      salt: encodeBase64(salt),
      kdf: DEFAULT_KDF,
    });
  });
}

async function deriving(
  work: () => Promise<Result<null, PassphraseFailure>>,
): Promise<Result<null, PassphraseFailure>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RandomError) return { ok: false, error: 'no-randomness' };
    if (error instanceof KdfError) {
      return { ok: false, error: error.code === 'self-test' ? 'kdf-wrong' : 'kdf-failed' };
    }
    throw error;
  }
}
