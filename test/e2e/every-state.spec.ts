// Every place of the manage page, every state of the popup and of our other windows, under all rules of axe, in the light
// and in the dark, with nothing sticking out: in English, and in a pseudo-locale from right to left.
import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { startRelyingParty } from '../../src/relying-party/server.ts';
import { EXTENSION_DIR, ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { withPseudoLocale } from '../support/pseudo-locale.ts';
import { manageStates } from '../support/states/manage-states.ts';
import { popupStates } from '../support/states/popup-states.ts';
import { Walk } from '../support/walk.ts';

/** A camera of the browser's own, and nobody to be asked for it. */
const CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

for (const locale of ['English', 'a pseudo-locale from right to left']) {
  const isPseudo = locale !== 'English';
  for (const [place, walkThrough, states] of [
    ['manage page', manageStates, 58],
    ['popup', popupStates, 64],
  ] as const) {
    test(`axe finds nothing in any state of the ${place}, in ${locale}`, async () => {
      const extension = isPseudo ? withPseudoLocale(EXTENSION_DIR) : EXTENSION_DIR;
      const server = await startRelyingParty();
      const browser = await ExtensionBrowser.launch({ extension, args: CAMERA });
      const walk = new Walk(await browser.openManage('#/welcome'), extension);
      try {
        await walkThrough(walk, server.origin('ankra'), browser);
        expect(await walk.page.evaluate('document.documentElement.dir')).toBe(isPseudo ? 'rtl' : 'ltr');
        expect(walk.faults).toEqual([]);
        expect(walk.states).toBe(states);
      } finally {
        await browser.close();
        await server.close();
        if (isPseudo) rmSync(extension, { recursive: true });
      }
    });
  }
}
