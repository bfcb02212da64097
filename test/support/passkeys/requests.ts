// One good request for every verb about the passkeys that are kept.
const id = '0'.repeat(32);

export const GOOD_PASSKEY_LISTS = {
  'passkeys/list': { origin: null },
  'passkeys/rename': { id, rpName: 'Example', userName: 'ada' },
  'passkeys/offer-again': { id },
  'passkeys/trash': { id },
  'passkeys/restore': { id },
  'passkeys/erase': { id },
  'passkeys/sign-in': { tabId: 3, id },
} as const;

/** Those of the window in which a ceremony is answered. */
export const GOOD_PASSKEY_PROMPTS = {
  'passkey-prompt/view': { id },
  'passkey-prompt/confirm': { id, passkeyId: null, presented: null },
  'passkey-prompt/decline': { id, to: 'platform' },
} as const;
