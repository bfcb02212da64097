import { encodeBase64 } from '../../core/bytes/base64.ts';
import { encodeHex } from '../../core/bytes/hex.ts';
import type { Heads } from '../../core/vault/head.ts';
import { slotIdOf } from '../../core/vault/keys/key-slots.ts';
import type { Slot } from '../../core/vault/keys/slot.ts';
import type { UnlockedSession } from '../../core/vault/lock.ts';
import type { SlotView, UnlockedStatus, VaultStatus } from '../../messaging/page-responses.ts';
import { headsFrom, type Survey } from './vault-survey.ts';

/** What a page may know of a locked vault: its state, and the slots by which it can be unlocked. */
export function lockedStatus(survey: Survey): VaultStatus {
  const { state } = survey;
  const own = slotsIn(headsFrom(survey, 'database'));
  const copy = slotsIn(headsFrom(survey, 'copy'));
  switch (state) {
    case 'locked':
      return own.length === 0 ? { state: 'head-damaged' } : { state, slots: own };
    case 'two-vaults':
      return { state, slots: own, copySlots: copy, copyWrittenAt: copyTime(survey) };
    case 'emptied-with-copy':
    case 'unavailable-with-copy':
    case 'head-damaged-with-copy':
      return { state, copySlots: copy, copyWrittenAt: copyTime(survey) };
    default:
      return { state };
  }
}

export function unlockedStatus({ lockAt, decision, troubles }: UnlockedSession): UnlockedStatus {
  return { state: 'unlocked', lockAt, decision, troubles };
}

export function slotView(slot: Slot): SlotView {
  return {
    slotId: slotIdOf(slot),
    kind: slot.kind,
    label: slot.label,
    createdAt: slot.createdAt,
    salt: encodeBase64(slot.salt),
    kdf: slot.kdf,
    credentialId: slot.kind === 'passkey' ? encodeHex(slot.parameters) : null,
  };
}

function slotsIn(heads: Heads | undefined): readonly SlotView[] {
  return (heads?.good?.header.slots ?? []).map(slotView);
}

function copyTime({ mirrorHeader }: Survey): number {
  return mirrorHeader?.writtenAt ?? 0;
}
