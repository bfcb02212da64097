// storage.managed: what an administrator has set by the policies of the browser.
import { browser } from '../browser.ts';
import { NO_POLICY, type Policy, readPolicy } from '../../core/policy/policy.ts';
import { StoreError } from '../../core/vault/store.ts';
import { withDeadline } from '../deadline.ts';

/** Eight seconds after the start of the browser have been reported. */
const DEADLINE_MS = 30_000;

let known: Promise<Policy> | undefined;

/**
 * Read once and again when it changes. In the first seconds of Chromium it takes as long as those: see PolicyInTime. Rejects
 * with StoreError `timeout` where the browser never answers: what an organisation may have forbidden is not done then.
 */
export function currentPolicy(): Promise<Policy> {
  known ??= browser.storage.managed.get().then(readPolicy, () => NO_POLICY);
  return withDeadline(known, DEADLINE_MS, () => new StoreError('timeout'));
}

/** Registered in the first turn of the worker. A browser without policies has an area that rejects every reading. */
export function followPolicy(onChange: () => void): void {
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area !== 'managed') return;
    known = undefined;
    onChange();
  });
}
