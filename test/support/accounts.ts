import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';

export interface PlainAccount {
  readonly issuer: string;
  readonly accountName: string;
  /** An origin. */
  readonly site?: string;
  /** How the site is matched; its origin alone where left out. */
  readonly match?: 'origin' | 'site';
  /** A random one where left out. */
  readonly secret?: Uint8Array;
}

const BATCH = 500;

/** Adds accounts, from the manage page, by the message that the popup's own form sends. */
export async function addAccounts(manage: Page, accounts: readonly PlainAccount[]): Promise<void> {
  for (let start = 0; start < accounts.length; start += BATCH) {
    const additions = accounts
      .slice(start, start + BATCH)
      .map(({ issuer, accountName, site, match = 'origin', secret = randomBytes(20) }) => ({
        account: {
          issuer,
          accountName,
          secret: Buffer.from(secret).toString('base64'),
          parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
          sites: site === undefined ? [] : [{ origin: site, match }],
          unknownParameters: [],
        },
        replaces: null,
      }));
    const reply = await manage.evaluate(
      (request) => {
        const { chrome } = globalThis as unknown as ExtensionGlobals;
        return chrome.runtime.sendMessage({ verb: 'accounts/add', request });
      },
      { additions },
    );
    if ((reply as { ok?: boolean }).ok !== true) throw new Error('the accounts were not added');
  }
}

interface ExtensionGlobals {
  readonly chrome: { readonly runtime: { sendMessage(message: unknown): Promise<unknown> } };
}
