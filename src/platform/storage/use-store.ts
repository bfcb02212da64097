// What was filled last: in the browser's memory, gone when it closes.
import * as v from 'valibot';
import { browser } from '../browser.ts';

const LAST_FILL = 'lastFill';

const fillSchema = v.object({ tabId: v.number(), origin: v.string(), at: v.number() });
type LastFill = v.InferOutput<typeof fillSchema>;

export const useStore = {
  async readLastFill(): Promise<LastFill | undefined> {
    const stored = await browser.storage.session.get(LAST_FILL);
    const parsed = v.safeParse(fillSchema, stored[LAST_FILL]);
    return parsed.success ? parsed.output : undefined;
  },

  writeLastFill(fill: LastFill): Promise<void> {
    return browser.storage.session.set({ [LAST_FILL]: fill });
  },
};
