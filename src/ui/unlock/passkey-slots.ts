import type { SlotView } from '../../messaging/page-responses.ts';
import { canAskPasskey } from '../../platform/crypto/can-ask-passkey.ts';

export function passkeySlotsIn(slots: readonly SlotView[]): readonly SlotView[] {
  return slots.filter(({ kind }) => kind === 'passkey');
}

/** By itself, for the popup: it shows the button, and leaves the ceremony to a window. */
export function hasPasskey(slots: readonly SlotView[]): boolean {
  return canAskPasskey() && passkeySlotsIn(slots).length > 0;
}
