import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { OtpParameters } from '../../src/core/otp/otp-parameters.ts';

export interface PlainAccount {
  readonly issuer: string;
  readonly accountName: string;
  /** An origin. */
  readonly site?: string;
  /** How the site is matched; its origin alone where left out. */
  readonly match?: 'origin' | 'site';
  /** A random one where left out. */
  readonly secret?: Uint8Array;
  /** TOTP as most services have it where left out. */
  readonly parameters?: OtpParameters;
  readonly isPinned?: true;
}

const BATCH = 500;
const TOTP: OtpParameters = { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 };

/** Adds accounts, from the manage page, by the message that the popup's own form sends. */
export async function addAccounts(manage: Page, accounts: readonly PlainAccount[]): Promise<void> {
  for (let start = 0; start < accounts.length; start += BATCH) {
    const batch = accounts.slice(start, start + BATCH);
    const additions = batch.map(
      ({ issuer, accountName, site, match = 'origin', secret = randomBytes(20), parameters = TOTP }) => ({
        account: {
          issuer,
          accountName,
          secret: Buffer.from(secret).toString('base64'),
          parameters,
          sites: site === undefined ? [] : [{ origin: site, match }],
          unknownParameters: [],
        },
        replaces: null,
      }),
    );
    const { ids } = (await send(manage, 'accounts/add', { additions })) as {
      readonly ids: readonly string[];
    };
    const pinned = ids.filter((_id, index) => batch[index]?.isPinned);
    if (pinned.length === 0) continue;
    await send(manage, 'accounts/many', { ids: pinned, change: { kind: 'pin', pinned: true } });
  }
}

async function send(manage: Page, verb: string, request: object): Promise<unknown> {
  const reply = await manage.evaluate(
    (message) => {
      const { chrome } = globalThis as unknown as ExtensionGlobals;
      return chrome.runtime.sendMessage(message);
    },
    { verb, request },
  );
  const { ok, value } = reply as { readonly ok?: boolean; readonly value?: unknown };
  if (ok !== true) throw new Error(`${verb} was refused`);
  return value;
}

interface ExtensionGlobals {
  readonly chrome: { readonly runtime: { sendMessage(message: unknown): Promise<unknown> } };
}
