// What waits to be scanned, and the parts of an export of which others are still to come, in storage.session: memory of the
// browser, in no file of the profile.
import { browser } from '../browser.ts';

export const scanStore = storeOf('scanItem');
export const scannedPartsStore = storeOf('scannedParts');

function storeOf(key: string) {
  return {
    async read(): Promise<unknown> {
      return (await browser.storage.session.get(key))[key];
    },
    /** Rejects where it is too large: the browser keeps ten megabytes there. */
    write(value: object): Promise<void> {
      return browser.storage.session.set({ [key]: value });
    },
    delete(): Promise<void> {
      return browser.storage.session.remove(key);
    },
  };
}
