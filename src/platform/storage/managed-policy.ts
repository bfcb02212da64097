// storage.managed: what an administrator has set by the policies of the browser.
import { browser } from '../browser.ts';
import { hasAccessLevel } from './session-store.ts';

const REMEMBERED = 'policy';

let known: Promise<unknown> | undefined;

/**
 * Read once and again when it changes: the popup must not wait for it each time. Chromium may take minutes after its
 * start. Undefined where it refuses, as Firefox does where nothing is set.
 */
export function managedPolicy(): Promise<unknown> {
  known ??= browser.storage.managed.get().catch(() => undefined);
  return known;
}

/** Registered in the first turn of the worker. A browser without policies has an area that rejects every reading. */
export function followPolicy(onChange: () => void): void {
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area !== 'managed') return;
    known = undefined;
    onChange();
  });
}

/**
 * What the browser said the last time, in clear, as it is in the browser's own files. None where content scripts can write
 * to it (Firefox, which says what is set at once).
 */
export const policyMemory = {
  async read(): Promise<unknown> {
    if (!hasAccessLevel(browser.storage.local)) return undefined;
    return (await browser.storage.local.get(REMEMBERED))[REMEMBERED];
  },
  async write(managed: unknown): Promise<void> {
    if (hasAccessLevel(browser.storage.local)) await browser.storage.local.set({ [REMEMBERED]: managed });
  },
};
