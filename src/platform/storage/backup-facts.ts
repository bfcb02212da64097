// When the last backup was made, in storage.local; and a file that was made and not read back yet, in memory only.
import * as v from 'valibot';
import { browser } from '../browser.ts';

const LAST = 'lastBackup';
const MADE = 'madeBackup';

const lastSchema = v.object({ at: v.number(), vaultId: v.string(), unreadable: v.number() });
const madeSchema = v.object({ ...lastSchema.entries, hash: v.string() });

export const backupFacts = {
  async readLast(): Promise<v.InferOutput<typeof lastSchema> | undefined> {
    const parsed = v.safeParse(lastSchema, (await browser.storage.local.get(LAST))[LAST]);
    return parsed.success ? parsed.output : undefined;
  },
  writeLast(last: v.InferOutput<typeof lastSchema>): Promise<void> {
    return browser.storage.local.set({ [LAST]: last });
  },
  async readMade(): Promise<v.InferOutput<typeof madeSchema> | undefined> {
    const parsed = v.safeParse(madeSchema, (await browser.storage.session.get(MADE))[MADE]);
    return parsed.success ? parsed.output : undefined;
  },
  writeMade(made: v.InferOutput<typeof madeSchema>): Promise<void> {
    return browser.storage.session.set({ [MADE]: made });
  },
};
