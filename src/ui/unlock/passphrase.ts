// From what the user types to what the background wants. Keys are derived in this page's worker; neither the passphrase
// nor the recovery key ever leaves the page.
import { decodeBase64, encodeBase64 } from '../../core/bytes/base64.ts';
import type { Result } from '../../core/result.ts';
import { DEFAULT_KDF, KDF_SALT_LENGTH, type KdfParameters } from '../../core/vault/keys/kdf-parameters.ts';
import { RandomError } from '../../core/vault/checked-random.ts';
import type { FailureCode } from '../../messaging/failure.ts';
import type { PageRequest } from '../../messaging/page-requests.ts';
import type { PopupView, SlotView } from '../../messaging/page-responses.ts';
import { deriveFromPassphrase, KdfError } from '../../platform/crypto/kdf.ts';
import { systemRandom } from '../../platform/system.ts';
import { ask } from '../ask.ts';

export type NewPassphraseMessage = PageRequest<'vault/create'>;
export type PresentedMessage = PageRequest<'vault/erase'>['presented'];
/** Where the vault is unlocked from: its database, or the second copy. */
export type UnlockSource = 'database' | 'copy';

export function passphraseSlotIn(slots: readonly SlotView[]): SlotView | undefined {
  return slots.find(({ kind }) => kind === 'passphrase');
}
/** `kdf-wrong`: this browser computes something else than it should; nothing was made with it. */
export type PassphraseFailure = FailureCode | 'kdf-failed' | 'kdf-wrong';

/** With `isPopup` the answer is the popup's first screen, where it could be made. */
export function unlockWithPassphrase(
  passphrase: string,
  slot: SlotView,
  how: { readonly source: UnlockSource; readonly isPopup: boolean },
): Promise<Result<PopupView | null, PassphraseFailure>> {
  const unlocking = withPresented(passphrase, slot, ({ slotId, secret }) =>
    ask('vault/unlock', { slotId, derivedKey: secret, ...how }),
  );
  // While the key is derived a background that was stopped starts, and opens its stores; what it finds is asked anew.
  void ask('vault/status', {});
  return unlocking;
}

/** Derives the slot's secret and hands it to `work`. */
export function withPresented<Value>(
  passphrase: string,
  slot: SlotView,
  work: (presented: PresentedMessage) => Promise<Result<Value, PassphraseFailure>>,
): Promise<Result<Value, PassphraseFailure>> {
  return deriving(async () => {
    const salt = decodeBase64(slot.salt);
    if (salt === undefined || slot.kdf === null) return { ok: false, error: 'vault-damaged' };
    const secret = await deriveFromPassphrase(passphrase, salt, slot.kdf);
    return work({ slotId: slot.slotId, secret: encodeBase64(secret) });
  });
}

/** A new passphrase under a fresh salt, handed to `work`. */
export function withNewPassphrase<Value>(
  passphrase: string,
  kdf: KdfParameters,
  work: (next: NewPassphraseMessage) => Promise<Result<Value, PassphraseFailure>>,
): Promise<Result<Value, PassphraseFailure>> {
  return deriving(async () => {
    const salt = systemRandom.bytes(KDF_SALT_LENGTH);
    const derivedKey = await deriveFromPassphrase(passphrase, salt, kdf, 'create');
    return work({ derivedKey: encodeBase64(derivedKey), salt: encodeBase64(salt), kdf });
  });
}

export function createVaultWithPassphrase(passphrase: string): Promise<Result<null, PassphraseFailure>> {
  return withNewPassphrase(passphrase, DEFAULT_KDF, (next) => ask('vault/create', next));
}

async function deriving<Value>(
  work: () => Promise<Result<Value, PassphraseFailure>>,
): Promise<Result<Value, PassphraseFailure>> {
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
