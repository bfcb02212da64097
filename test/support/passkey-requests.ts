// One good request for every verb about the passkeys that are kept.
const id = '0'.repeat(32);

export const GOOD_PASSKEY_LISTS = {
  'passkeys/list': { origin: null },
  'passkeys/rename': { id, rpName: 'Example', userName: 'ada' },
  'passkeys/offer-again': { id },
  'passkeys/trash': { id },
  'passkeys/restore': { id },
  'passkeys/erase': { id },
} as const;
