import * as v from 'valibot';
import { err, ok } from '../../result.ts';
import { type Entry, entryOfText } from '../entry.ts';
import {
  anything,
  listOf,
  looseList,
  looseText,
  looseTexts,
  own,
  shaped,
  textOf,
  wholeOf,
} from '../fields.ts';
import type { ArchiveReader } from '../reader.ts';
import { isNamed, readArchiveJson } from '../containers/read-archive-json.ts';
import { sitesOfUris } from '../sites-of-uris.ts';

const DATA = 'export.data';
const ATTRIBUTES = 'export.attributes';
const LATEST_VERSION = 3;

/** 1Password's 1PUX: a zip that is not encrypted. */
export const onePassword: ArchiveReader = {
  format: '1password',
  recognises: (entries) => entries.some((entry) => isNamed(entry, DATA)),
  async read(entries, session) {
    if (entries.some((entry) => isNamed(entry, ATTRIBUTES))) {
      const attributes = await readArchiveJson(entries, ATTRIBUTES, session);
      const version = attributes.ok ? wholeOf(own(attributes.value, 'version')) : undefined;
      if (version !== undefined && version > LATEST_VERSION) return err('newer-version');
    }
    const json = await readArchiveJson(entries, DATA, session);
    if (!json.ok) return json;
    const accounts = own(json.value, 'accounts');
    if (!Array.isArray(accounts)) return err('damaged');
    const items = accounts
      .flatMap((account: unknown) => listOf(own(account, 'vaults')))
      .flatMap((vault) => listOf(own(vault, 'items')));
    return ok({ entries: items.flatMap(entriesOf) });
  },
};

const itemSchema = v.object({
  favIndex: anything,
  overview: v.object({ title: looseText, url: looseText, urls: looseList, tags: looseTexts }),
  details: v.object({ loginFields: looseList, notesPlain: looseText, sections: looseList }),
});

function entriesOf(raw: unknown): Entry[] {
  // Early exports wrap each item.
  const item = shaped(itemSchema, own(raw, 'item') ?? raw);
  if (item === undefined) return [];
  const { overview, details } = item;
  const codes = details.sections
    .flatMap((section) => listOf(own(section, 'fields')))
    .map((field) => textOf(own(own(field, 'value'), 'totp')))
    .filter((totp) => totp.trim() !== '');
  return codes.map((totp) =>
    entryOfText(totp, {
      issuer: overview.title,
      accountName: usernameOf(details.loginFields),
      notes: details.notesPlain,
      tags: overview.tags,
      pinned: (wholeOf(item.favIndex) ?? 0) > 0,
      sites: sitesOfUris([overview.url, ...overview.urls.map((url) => textOf(own(url, 'url')))]),
    }),
  );
}

function usernameOf(loginFields: readonly unknown[]): string {
  return textOf(
    own(
      loginFields.find((field) => own(field, 'designation') === 'username'),
      'value',
    ),
  );
}
