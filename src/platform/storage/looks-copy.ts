import { browser } from '../browser.ts';
import { markPopupLarge } from '../toolbar.ts';
import { decodeAppearance, LOOKS, readAppearance } from './appearance.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * Keeps what the popup's first script dresses the page by, until the browser ends. One that is as it should be is left alone:
 * a write may start the background.
 */
export function copyLooks(): Promise<void> {
  // In turn: one that finds the copy of before another's write would leave it as it is.
  const copied = last.then(copy);
  last = copied.catch(() => undefined);
  return copied;
}

async function copy(): Promise<void> {
  const { session } = browser.storage;
  const kept = (await session.get(LOOKS))[LOOKS];
  const { vaultName: _name, ...looks } = readAppearance();
  const { vaultName: _none, ...before } = decodeAppearance(kept);
  if (kept === undefined || JSON.stringify(before) !== JSON.stringify(looks)) {
    await session.set({ [LOOKS]: looks }).catch(dropLooks);
  }
  await markPopupLarge(looks.hasLargeText);
}

/** Without a copy the popup looks into localStorage; by one of before it could show codes that are to be hidden. */
export function dropLooks(): Promise<void> {
  return browser.storage.session.remove(LOOKS);
}
