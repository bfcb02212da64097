// storage.local: what must outlive the browser and is no secret.
import * as v from 'valibot';
import type { SignedSettings } from '../../core/vault/local-settings.ts';
import { StoreError } from '../../core/vault/store.ts';
import { browser } from '../browser.ts';
import { withDeadline } from '../deadline.ts';
import { ENGINE_FAILED, FOUND_MARK } from './session-store.ts';

export const INSTALLED = 'installed';
const SETTINGS = 'settings';
const USAGE = 'usage';
/** Unlocking asks here for the lock's choice: an engine that hangs must not keep the vault shut. */
const DEADLINE_MS = 10_000;

const installedSchema = v.object({
  vaultId: v.string(),
  createdAt: v.number(),
  generation: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type Installed = v.InferOutput<typeof installedSchema>;

/** Remembers that a vault was created here: an empty database under it is a lost vault, not a first run. */
export function writeInstalledMarker(installed: Installed): Promise<void> {
  return withinDeadline(browser.storage.local.set({ [INSTALLED]: installed }));
}

/** A marker that was damaged is still a marker. */
export async function readInstalledMarker(): Promise<Installed | 'damaged' | undefined> {
  const stored = (await withinDeadline(browser.storage.local.get(INSTALLED)))[INSTALLED];
  if (stored === undefined) return undefined;
  const parsed = v.safeParse(installedSchema, stored);
  return parsed.success ? parsed.output : 'damaged';
}

/** Only for a user who erased the vault from this browser. */
export async function forgetEverything(): Promise<void> {
  // Not of the vault: the browser, which writes on, may take away what is made after this too.
  const ofEngine = await browser.storage.session.get([FOUND_MARK, ENGINE_FAILED]);
  await browser.storage.session.clear();
  await browser.storage.session.set(ofEngine);
  await withinDeadline(browser.storage.local.clear());
}

/** As it is: whoever reads it checks its signature, since in Firefox content scripts can write here. */
export async function readSignedSettings(): Promise<unknown> {
  const stored = await withinDeadline(browser.storage.local.get(SETTINGS));
  return stored[SETTINGS];
}

export function writeSignedSettings(signed: SignedSettings): Promise<void> {
  return withinDeadline(browser.storage.local.set({ [SETTINGS]: signed }));
}

/** Sealed under the vault key; whoever reads it opens it. */
export async function readUsage(): Promise<unknown> {
  return (await withinDeadline(browser.storage.local.get(USAGE)))[USAGE];
}

export function writeUsage(sealed: string): Promise<void> {
  return withinDeadline(browser.storage.local.set({ [USAGE]: sealed }));
}

function withinDeadline<Value>(work: Promise<Value>): Promise<Value> {
  return withDeadline(work, DEADLINE_MS, () => new StoreError('timeout'));
}
