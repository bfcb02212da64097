// The second copy of the sealed envelopes, in storage.local: another engine with other ways to fail. One value an
// envelope: writing one does not write the others.
import { decodeBase64, encodeBase64 } from '../../core/bytes/base64.ts';
import type { Bytes } from '../../core/bytes/bytes.ts';
import { StoreError, type StoreKey } from '../../core/vault/store.ts';
import type { MarkStore, MirrorMedium } from '../../core/vault/mirror/mirror-store.ts';
import { browser } from '../browser.ts';
import { withDeadline } from '../deadline.ts';
import { INSTALLED } from './local-store.ts';
import { FOUND_MARK } from './session-store.ts';

const HEADERS = ['mirror.header.A', 'mirror.header.B'] as const;
const ENVELOPE = 'mirror.e.';
const ANCHOR = 'anchor';
const SETTLED = 'settled';
const DEADLINE_MS = 10_000;
/** Every change waits for the mark, and is made without it where it does not come. */
const MARK_DEADLINE_MS = 2_000;
/** One set of 8 MB took 112 ms: a large mirror is written in parts. */
const CHUNK = 200;

/** `getKeys` came after the types of the polyfill, and to Firefox after version 140. */
interface KeyedArea {
  getKeys?(): Promise<readonly string[]>;
}

export const localMirror: MirrorMedium = {
  async readHeaders() {
    const stored = await guard(browser.storage.local.get([...HEADERS]));
    return HEADERS.map((name) => bytesIn(stored[name]));
  },

  writeHeader: (slot, header) => guard(browser.storage.local.set({ [HEADERS[slot]]: encodeBase64(header) })),

  async keys() {
    return (await allKeys())
      .filter((name) => name.startsWith(ENVELOPE))
      .map((name) => name.slice(ENVELOPE.length) as StoreKey);
  },

  async read(keys) {
    if (keys.length === 0) return [];
    const stored = await guard(browser.storage.local.get(keys.map((key) => ENVELOPE + key)));
    return keys.map((key) => bytesIn(stored[ENVELOPE + key]));
  },

  async write(envelopes) {
    for (let start = 0; start < envelopes.length; start += CHUNK) {
      const chunk = envelopes.slice(start, start + CHUNK);
      const items = chunk.map(([key, bytes]) => [ENVELOPE + key, encodeBase64(bytes)] as const);
      await guard(browser.storage.local.set(Object.fromEntries(items)));
    }
  },

  remove: (keys) => guard(browser.storage.local.remove(keys.map((key) => ENVELOPE + key))),

  async clear() {
    const names = (await allKeys()).filter((name) => name.startsWith(ENVELOPE));
    await guard(browser.storage.local.remove([...HEADERS, ...names]));
  },
};

/** The anchor beside the mirror; MACed under the vault key, so that nobody else can set it back or forward. */
export async function readAnchor(): Promise<Bytes | undefined> {
  return bytesIn((await guard(browser.storage.local.get(ANCHOR)))[ANCHOR]);
}

export function writeAnchor(anchor: Bytes): Promise<void> {
  return guard(browser.storage.local.set({ [ANCHOR]: encodeBase64(anchor) }));
}

export function deleteAnchor(): Promise<void> {
  return guard(browser.storage.local.remove(ANCHOR));
}

/**
 * That a change is under way which the mirror has not yet (see `ChangeMark`) is said by the absence of SETTLED: beside ten
 * thousand envelopes Chrome takes 5 to 9 ms to set a value, whatever it is, and 1 ms to remove one.
 */
export const changeMarkStore: MarkStore = {
  async look() {
    const asked = [browser.storage.local.get([SETTLED, INSTALLED]), browser.storage.session.get(FOUND_MARK)];
    const [local, session] = await guard(Promise.all(asked), MARK_DEADLINE_MS);
    const found = session?.[FOUND_MARK];
    if (found === 'none' || found === 'left' || found === 'behind') return found;
    return local?.[SETTLED] === undefined && local?.[INSTALLED] !== undefined ? 'left' : 'none';
  },
  keepFound: (found) => guard(browser.storage.session.set({ [FOUND_MARK]: found }), MARK_DEADLINE_MS),
  set: () => guard(browser.storage.local.remove(SETTLED), MARK_DEADLINE_MS),
  clear: () => guard(browser.storage.local.set({ [SETTLED]: true }), MARK_DEADLINE_MS),
};

async function allKeys(): Promise<readonly string[]> {
  const area = browser.storage.local as KeyedArea;
  return area.getKeys === undefined
    ? Object.keys(await guard(browser.storage.local.get(null)))
    : guard(area.getKeys());
}

/** Something else than base64 text under our name is damage: as good as missing. */
function bytesIn(value: unknown): Bytes | undefined {
  return typeof value === 'string' ? decodeBase64(value) : undefined;
}

async function guard<Value>(work: Promise<Value>, ms = DEADLINE_MS): Promise<Value> {
  try {
    return await withDeadline(work, ms, () => new StoreError('timeout'));
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const isFull = error instanceof Error && /quota|space/i.test(error.message);
    throw new StoreError(isFull ? 'full' : 'unavailable', { cause: error });
  }
}
