// Which account was used when, and what was filled last: in the browser's memory, gone when it closes.
import * as v from 'valibot';
import { browser } from './browser.ts';

const LAST_USED = 'lastUsed';
const LAST_FILL = 'lastFill';

const usedSchema = v.array(v.tuple([v.string(), v.number()]));
const fillSchema = v.object({ tabId: v.number(), origin: v.string(), at: v.number() });
type LastFill = v.InferOutput<typeof fillSchema>;

export const useStore = {
  /** By account, in ms since the epoch. */
  async readLastUsed(): Promise<ReadonlyMap<string, number>> {
    const stored = await browser.storage.session.get(LAST_USED);
    const parsed = v.safeParse(usedSchema, stored[LAST_USED]);
    return new Map(parsed.success ? parsed.output : []);
  },

  writeLastUsed(lastUsed: ReadonlyMap<string, number>): Promise<void> {
    return browser.storage.session.set({ [LAST_USED]: [...lastUsed] });
  },

  async readLastFill(): Promise<LastFill | undefined> {
    const stored = await browser.storage.session.get(LAST_FILL);
    const parsed = v.safeParse(fillSchema, stored[LAST_FILL]);
    return parsed.success ? parsed.output : undefined;
  },

  writeLastFill(fill: LastFill): Promise<void> {
    return browser.storage.session.set({ [LAST_FILL]: fill });
  },
};
