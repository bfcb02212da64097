// storage.session: memory of the browser, in no file of the profile, kept while the service worker is stopped.
import * as v from 'valibot';
import type { Bytes } from '../../core/bytes/bytes.ts';
import type { UnlockedSession } from '../../core/vault/lock.ts';
import { RUN_DECISIONS } from '../../core/vault/start-up.ts';
import { browser } from '../browser.ts';

const SESSION = 'session';
const PENDING_FILL = 'pendingFill';
const FILLED = 'filledUntil';
const COPIED = 'copied';
const OUTLINE = 'outline';
const OUTLINE_MARK = 'outlineMark';
const SCREEN = 'screen';
/** Of the browser and not of the vault: they stay when that is erased. */
export const ENGINE_FAILED = 'engineFailed';
export const FOUND_MARK = 'foundMark';
const PASSKEY_WAITS = 'passkeyWaits';
const PASSKEY_TAKE_BACKS = 'passkeyTakeBacks';

const sessionSchema: v.GenericSchema<UnlockedSession> = v.object({
  vaultKey: v.string(),
  vaultId: v.string(),
  epoch: v.number(),
  generation: v.number(),
  decision: v.picklist(RUN_DECISIONS),
  troubles: v.number(),
  unlockedAt: v.number(),
  lockAt: v.nullable(v.number()),
  lastSeenAt: v.number(),
});

const pendingFillSchema = v.object({ tabId: v.number(), origin: v.string(), expiresAt: v.number() });
type PendingFill = v.InferOutput<typeof pendingFillSchema>;

export async function readPendingFill(): Promise<PendingFill | undefined> {
  const stored = await browser.storage.session.get(PENDING_FILL);
  const parsed = v.safeParse(pendingFillSchema, stored[PENDING_FILL]);
  return parsed.success ? parsed.output : undefined;
}

export function writePendingFill(pending: PendingFill): Promise<void> {
  return browser.storage.session.set({ [PENDING_FILL]: pending });
}

export function deletePendingFill(): Promise<void> {
  return browser.storage.session.remove(PENDING_FILL);
}

const copiedSchema = v.object({ mark: v.string(), clearAt: v.number(), failures: v.number() });
type Copied = v.InferOutput<typeof copiedSchema>;

export async function readCopied(): Promise<Copied | undefined> {
  const stored = await browser.storage.session.get(COPIED);
  const parsed = v.safeParse(copiedSchema, stored[COPIED]);
  return parsed.success ? parsed.output : undefined;
}

export function writeCopied(copied: Copied): Promise<void> {
  return browser.storage.session.set({ [COPIED]: copied });
}

export function deleteCopied(): Promise<void> {
  return browser.storage.session.remove(COPIED);
}

/** Of the pages that wait for a passkey; read by who wrote it. */
export const passkeyWaitStore = storeOf(PASSKEY_WAITS);

/** Of the passkeys that are to be taken back once the vault is open again; read by who wrote it. */
export const passkeyTakeBackStore = storeOf(PASSKEY_TAKE_BACKS);

function storeOf(key: string) {
  return {
    read: async (): Promise<unknown> => (await browser.storage.session.get(key))[key],
    write: (value: unknown): Promise<void> => browser.storage.session.set({ [key]: value }),
  };
}

const filledSchema = v.array(v.tuple([v.string(), v.number()]));

/** Until when the last filled code of an account is the current one. */
export async function readFilledUntil(): Promise<ReadonlyMap<string, number>> {
  const stored = await browser.storage.session.get(FILLED);
  const parsed = v.safeParse(filledSchema, stored[FILLED]);
  return new Map(parsed.success ? parsed.output : []);
}

export function writeFilledUntil(filledUntil: ReadonlyMap<string, number>): Promise<void> {
  return browser.storage.session.set({ [FILLED]: [...filledUntil] });
}

export async function readSession(): Promise<UnlockedSession | undefined> {
  const stored = await browser.storage.session.get(SESSION);
  const parsed = v.safeParse(sessionSchema, stored[SESSION]);
  return parsed.success ? parsed.output : undefined;
}

export function writeSession(session: UnlockedSession): Promise<void> {
  return browser.storage.session.set({ [SESSION]: session });
}

/** What was kept for the vault while it was unlocked goes with it. */
export function deleteSession(): Promise<void> {
  return browser.storage.session.remove([SESSION, OUTLINE, OUTLINE_MARK, SCREEN]);
}

/** Half a megabyte at ten thousand accounts: the browser's own base64 takes a tenth of ours. */
export async function readOutline(): Promise<Bytes | undefined> {
  const text: unknown = (await browser.storage.session.get(OUTLINE))[OUTLINE];
  return typeof text === 'string' ? (Uint8Array as unknown as NativeBase64).fromBase64(text) : undefined;
}

/** `mark` tells what it was made from. */
export function writeOutline(sealed: Bytes, mark: string): Promise<void> {
  const text = (sealed as unknown as NativeBase64Bytes).toBase64();
  return browser.storage.session.set({ [OUTLINE]: text, [OUTLINE_MARK]: mark });
}

/** A few bytes, where the outline may be half a megabyte. */
export async function readOutlineMark(): Promise<unknown> {
  return (await browser.storage.session.get(OUTLINE_MARK))[OUTLINE_MARK];
}

/** Read by the popup's first script alone. One text: as an object of as many values it is there 0.7 ms later. */
export function writeScreen(screen: object): Promise<void> {
  return browser.storage.session.set({ [SCREEN]: JSON.stringify(screen) });
}

/** Read by who wrote it. */
export async function readScreen(): Promise<unknown> {
  const text: unknown = (await browser.storage.session.get(SCREEN))[SCREEN];
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

export function deleteScreen(): Promise<void> {
  return browser.storage.session.remove(SCREEN);
}

/** In every browser that we run in; TypeScript does not know it yet. */
interface NativeBase64 {
  fromBase64(text: string): Bytes;
}
interface NativeBase64Bytes {
  toBase64(): string;
}

/** Kept until the browser ends, however often worker and vault come and go: see `VaultService.change`. */
export async function readEngineFailed(): Promise<boolean> {
  return (await browser.storage.session.get(ENGINE_FAILED))[ENGINE_FAILED] === true;
}

export function writeEngineFailed(): Promise<void> {
  return browser.storage.session.set({ [ENGINE_FAILED]: true });
}

/**
 * Chrome hands storage.local to content scripts unless told otherwise, and forgets what it was told when it restarts.
 * Firefox has no such setting: there everything in storage.local is sealed or public.
 */
export async function restrictStorageAccess(): Promise<void> {
  const areas: readonly object[] = [browser.storage.session, browser.storage.local];
  const restricted = areas.filter((area) => hasAccessLevel(area));
  await Promise.all(restricted.map((area) => area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' })));
}

interface AccessLevelArea {
  setAccessLevel(options: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/** Whether it can be kept from content scripts. */
export function hasAccessLevel(area: object): area is AccessLevelArea {
  return 'setAccessLevel' in area;
}
