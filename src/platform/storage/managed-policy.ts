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

/**
 * Registered in the first turn of the worker. A browser without policies has an area that rejects every reading. Who listens
 * to all areas at once is sent every value that is written or removed in any, half a megabyte of outline among them.
 */
export function followPolicy(onChange: () => void): void {
  browser.storage.managed.onChanged.addListener(() => {
    known = undefined;
    onChange();
  });
}

/** What the browser said the last time, in clear, as it is in the browser's own files. */
export const policyMemory = {
  async read(): Promise<unknown> {
    return (await memoryArea().get(REMEMBERED))[REMEMBERED];
  },
  write(managed: unknown): Promise<void> {
    return memoryArea().set({ [REMEMBERED]: managed });
  },
};

/** Where content scripts can write to storage.local (Firefox, which says at once what is set): until the browser closes. */
function memoryArea() {
  const { local, session } = browser.storage;
  return hasAccessLevel(local) ? local : session;
}
