import type { VaultStatus } from '../messaging/page-responses.ts';
import type { TextKey } from './text.ts';

export type TroubleState = Exclude<VaultStatus['state'], 'unlocked' | 'locked' | 'first-run'>;

/** What happened to the vault and what is safe; nothing is written in any of these states. */
export const TROUBLE_TEXT: { readonly [State in TroubleState]: TextKey } = {
  'emptied-with-copy': 'stateEmptiedWithCopy',
  emptied: 'stateEmptied',
  'unavailable-with-copy': 'stateUnavailableWithCopy',
  'head-damaged-with-copy': 'stateHeadDamagedWithCopy',
  'two-vaults': 'stateTwoVaults',
  unavailable: 'stateUnavailable',
  'head-damaged': 'stateHeadDamaged',
  'newer-format': 'stateNewerFormat',
};
