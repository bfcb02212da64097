// A test with the relying party and a browser with the built extension, both its own.
import { test as base } from '@playwright/test';
import { type RunningServer, startRelyingParty } from '../../src/relying-party/server.ts';
import { ExtensionBrowser } from './browsers/extension-browser.ts';

interface Journey {
  readonly server: RunningServer;
  /** Where the first of its sites is served. */
  readonly origin: string;
  readonly extension: ExtensionBrowser;
}

export const test = base.extend<Journey>({
  server: async ({}, use) => {
    const server = await startRelyingParty();
    await use(server);
    await server.close();
  },
  origin: async ({ server }, use) => use(server.origin('ankra')),
  extension: async ({}, use) => {
    const extension = await ExtensionBrowser.launch();
    await use(extension);
    await extension.close();
  },
});

export { expect } from '@playwright/test';
