// The last failures of the stores, by kind alone: no text of an engine, no account, no secret.
import * as v from 'valibot';
import { browser } from '../browser.ts';

const ERRORS = 'errors';

const entrySchema = v.object({ at: v.number(), what: v.string(), code: v.string() });
type LoggedError = v.InferOutput<typeof entrySchema>;

export async function readErrors(): Promise<readonly LoggedError[]> {
  const stored = await browser.storage.local.get(ERRORS);
  const parsed = v.safeParse(v.array(entrySchema), stored[ERRORS]);
  return parsed.success ? parsed.output : [];
}

export function writeErrors(errors: readonly LoggedError[]): Promise<void> {
  return browser.storage.local.set({ [ERRORS]: [...errors] });
}
