// The built extension with an unlocked vault of as many accounts as is asked for, and a site in front.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { startRelyingParty } from '../src/relying-party/server.ts';
import { addAccounts, type PlainAccount } from '../test/support/accounts.ts';
import { createVault } from '../test/support/journeys.ts';
import { EXTENSION_ID } from '../test/support/browsers/extension-browser.ts';
import { measuringCopy } from './measuring-copy.ts';
import { QuietBrowser } from './quiet-browser.ts';

/** A page of ours that shows nothing of the vault: what is measured from there does not wait for a list to be drawn. */
export const IDLE_PAGE = 'src/popup/code.html';
export const POPUP = 'src/popup/index.html';
export const BLANK = 'blank.html';

export interface VaultBrowser {
  readonly browser: QuietBrowser;
  /** Adds accounts until there are so many. */
  readonly fill: (size: number) => Promise<void>;
}

export async function withVault<Value>(work: (vault: VaultBrowser) => Promise<Value>): Promise<Value> {
  const folder = measuringCopy(path.resolve(import.meta.dirname, '../dist/chrome'));
  const server = await startRelyingParty();
  const browser = await QuietBrowser.launch(folder);
  try {
    await browser.prepare(async (watched) => {
      const manage = await createVault(watched);
      await watched.openTab(`chrome-extension://${EXTENSION_ID}/${IDLE_PAGE}`);
      await manage.close();
      await watched.openTab(`${server.origin('ankra')}/forms/one-field`);
    });
    let stored = 0;
    const fill = async (size: number) => {
      await browser.prepare(async ({ context }) => {
        const page = context.pages().find((open) => open.url().includes(IDLE_PAGE));
        if (page === undefined) throw new Error('the idle page is not open');
        await addAccounts(page, plainAccounts(stored, size));
      });
      stored = size;
    };
    return await work({ browser, fill });
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each with a name, a site and a secret of its own. */
function plainAccounts(from: number, to: number): readonly PlainAccount[] {
  return Array.from({ length: to - from }, (_, index) => ({
    issuer: `Service ${from + index}`,
    accountName: `user${from + index}@example.com`,
    site: `https://service-${from + index}.example`,
  }));
}
