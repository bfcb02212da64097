// storage.local: what the user chose for single sites. No secret: the browser keeps the list of allowed sites beside it.
import * as v from 'valibot';
import { browser } from '../browser.ts';

const SITE_CHOICES = 'siteChoices';

const choicesSchema = v.record(
  v.string(),
  v.object({
    offers: v.boolean(),
    submits: v.boolean(),
    passkeys: v.optional(v.boolean(), false),
    noPasskeys: v.optional(v.boolean(), false),
  }),
);
type Choice = v.InferOutput<typeof choicesSchema>[string];

export async function readSiteChoices(): Promise<ReadonlyMap<string, Choice>> {
  const stored = await browser.storage.local.get(SITE_CHOICES);
  const parsed = v.safeParse(choicesSchema, stored[SITE_CHOICES]);
  return new Map(parsed.success ? Object.entries(parsed.output) : []);
}

export function writeSiteChoices(choices: ReadonlyMap<string, Choice>): Promise<void> {
  return browser.storage.local.set({ [SITE_CHOICES]: Object.fromEntries(choices) });
}
