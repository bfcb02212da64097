// Who answers a page's passkey ceremonies: a device that the browser plays, or the extension. The journeys of the relying party
// run with either.
import type { Page } from '@playwright/test';
import type { ExtensionBrowser } from '../browsers/extension-browser.ts';
import { createVault } from '../journeys.ts';
import { answerPrompt, pressInPrompt, promptAfter, turnOn } from './passkey-window.ts';
import { addVirtualAuthenticator } from './virtual-authenticator.ts';

interface Place {
  readonly extension: ExtensionBrowser;
  /** Of the site; opened, and not yet there. */
  readonly page: Page;
  readonly origin: string;
}

interface Answerer {
  /** Does what begins a ceremony, and answers it. */
  readonly answer: (work: () => Promise<void>) => Promise<void>;
  /** The same, with a security key in place of what answered before. */
  readonly answerWithKey: (work: () => Promise<void>) => Promise<void>;
}

/** `transport`: of the device, where one is played. */
export type MakeAnswerer = (place: Place, transport: 'internal' | 'usb') => Promise<Answerer>;

export const ANSWERERS: Readonly<Record<string, MakeAnswerer>> = {
  'a device of the browser': async ({ page }, transport) => {
    const device = await addVirtualAuthenticator(page, transport);
    return {
      answer: (work) => work(),
      answerWithKey: async (work) => {
        await device.send('WebAuthn.disable');
        await addVirtualAuthenticator(page, 'usb');
        await work();
      },
    };
  },
  'the extension': async ({ extension, page, origin }) => {
    await turnOn(extension, await createVault(extension), origin);
    await page.bringToFront();
    return {
      answer: async (work) =>
        answerPrompt(await promptAfter(extension, work), /^(Sign in as |Save it in |Tell the site so)/),
      answerWithKey: async (work) => {
        await addVirtualAuthenticator(page, 'usb');
        await pressInPrompt(await promptAfter(extension, work), 'Use another device or security key');
      },
    };
  },
};
