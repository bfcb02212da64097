// storage.managed: what an administrator has set by the policies of the browser.
import { browser } from '../browser.ts';

const REMEMBERED = 'policy';

let known: Promise<unknown> | undefined;

/**
 * Read once and again when it changes: the popup must not wait for it each time. Chromium may take minutes after its
 * start. A browser without policies (Firefox) refuses: then nothing is set.
 */
export function managedPolicy(): Promise<unknown> {
  known ??= browser.storage.managed.get().catch(() => ({}));
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

/** What the browser said the last time. In clear, as it is in the browser's own files. */
export const policyMemory = {
  async read(): Promise<unknown> {
    return (await browser.storage.local.get(REMEMBERED))[REMEMBERED];
  },
  write(managed: unknown): Promise<void> {
    return browser.storage.local.set({ [REMEMBERED]: managed });
  },
};
