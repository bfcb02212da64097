// storage.local: what is known of passkeys while the vault is locked; see background/passkey-hints.
import { browser } from '../browser.ts';

const HINTS = 'passkeyHints';

export const passkeyHintStore = {
  async read(): Promise<unknown> {
    return (await browser.storage.local.get(HINTS))[HINTS];
  },

  write(hints: unknown): Promise<void> {
    return browser.storage.local.set({ [HINTS]: hints });
  },
};
