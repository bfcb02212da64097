// Passkeys as ways into the vault: a credential is made or asked here, in a page, and the background is given what it
// answered.
import { decodeBase64, encodeBase64 } from '../../core/bytes/base64.ts';
import { decodeHex, encodeHex } from '../../core/bytes/hex.ts';
import type { Result } from '../../core/result.ts';
import { KDF_SALT_LENGTH } from '../../core/vault/keys/kdf-parameters.ts';
import { RandomError } from '../../core/vault/checked-random.ts';
import type { FailureCode } from '../../messaging/failure.ts';
import type { SlotView } from '../../messaging/page-responses.ts';
import { systemRandom } from '../../platform/system.ts';
import {
  askPasskey,
  makePasskey,
  type PasskeyFailure,
  type PasskeyQuestion,
} from '../../platform/crypto/webauthn-prf.ts';
import { ask } from '../ask.ts';
import { failureText } from '../failure-text.ts';
import { passkeySlotsIn } from './passkey-slots.ts';
import type { PresentedMessage, UnlockSource } from './passphrase.ts';
import { text } from '../text.ts';

/** `wrong`: it answered, and with another key than the slot was made with. */
export type PasskeyTrouble = FailureCode | `passkey-${PasskeyFailure | 'wrong'}`;

/** One tap: whichever of the vault's passkeys is at hand. */
export async function unlockWithPasskey(
  slots: readonly SlotView[],
  source: UnlockSource,
): Promise<Result<null, PasskeyTrouble>> {
  const passkeys = passkeySlotsIn(slots);
  const answered = await askPasskey(passkeys.flatMap((slot) => questionOf(slot) ?? []));
  if (!answered.ok) return { ok: false, error: `passkey-${answered.error}` };
  const { credentialId, secret } = answered.value;
  const slot = passkeys.find((one) => one.credentialId === encodeHex(credentialId));
  if (slot === undefined) return { ok: false, error: 'passkey-wrong' };
  const derivedKey = encodeBase64(secret);
  secret.fill(0);
  const unlocked = await ask('vault/unlock', { slotId: slot.slotId, derivedKey, source });
  if (unlocked.ok) return { ok: true, value: null };
  if (unlocked.error === 'wrong-passphrase') return { ok: false, error: 'passkey-wrong' };
  return unlocked;
}

/** Makes a passkey and a slot for it; where the slot cannot be stored the vault is as it was. */
export async function addPasskey(
  presented: PresentedMessage,
  label: string,
  slots: readonly SlotView[],
): Promise<Result<null, PasskeyTrouble>> {
  const prfInput = newPrfInput();
  if (prfInput === undefined) return { ok: false, error: 'no-randomness' };
  const known = passkeySlotsIn(slots).flatMap((slot) => questionOf(slot)?.credentialId ?? []);
  const made = await makePasskey(label, prfInput, known);
  if (!made.ok) return { ok: false, error: `passkey-${made.error}` };
  const { credentialId, secret } = made.value;
  const request = {
    presented,
    secret: encodeBase64(secret),
    prfInput: encodeBase64(prfInput),
    credentialId: encodeBase64(credentialId),
    label,
  };
  secret.fill(0);
  return ask('slots/add-passkey', request);
}

/** What happened, what is safe, what to do: one sentence a trouble. */
export function passkeyTroubleText(trouble: PasskeyTrouble): string {
  switch (trouble) {
    case 'passkey-no-prf':
      return text('slotPasskeyNoPrf');
    case 'passkey-refused':
      return text('slotPasskeyRefused');
    case 'passkey-already-there':
      return text('slotPasskeyThere');
    case 'passkey-unsupported':
      return text('slotPasskeyUnsupported');
    case 'passkey-failed':
      return text('slotPasskeyFailed');
    case 'passkey-wrong':
      return text('slotPasskeyWrong');
    default:
      return failureText(trouble);
  }
}

function newPrfInput(): ReturnType<typeof systemRandom.bytes> | undefined {
  try {
    return systemRandom.bytes(KDF_SALT_LENGTH);
  } catch (error) {
    if (error instanceof RandomError) return undefined;
    throw error;
  }
}

function questionOf({ credentialId, salt }: SlotView): PasskeyQuestion | undefined {
  const id = decodeHex(credentialId ?? '');
  const prfInput = decodeBase64(salt);
  return id && prfInput && { credentialId: id, prfInput };
}
