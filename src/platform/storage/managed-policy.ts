// storage.managed: what an administrator has set by the policies of the browser.
import { browser } from '../browser.ts';
import { NO_POLICY, type Policy, readPolicy } from '../../core/policy/policy.ts';

let known: Promise<Policy> | undefined;

/** Read once and again when it changes: the popup must not wait for it each time. */
export function currentPolicy(): Promise<Policy> {
  known ??= browser.storage.managed.get().then(readPolicy, () => NO_POLICY);
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
