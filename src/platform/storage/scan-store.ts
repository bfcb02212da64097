// What waits to be scanned, in storage.session: memory of the browser, in no file of the profile.
import { browser } from '../browser.ts';

const ITEM = 'scanItem';

export const scanStore = {
  async read(): Promise<unknown> {
    return (await browser.storage.session.get(ITEM))[ITEM];
  },
  /** Rejects where it is too large: the browser keeps ten megabytes there. */
  write(item: object): Promise<void> {
    return browser.storage.session.set({ [ITEM]: item });
  },
  delete(): Promise<void> {
    return browser.storage.session.remove(ITEM);
  },
};
