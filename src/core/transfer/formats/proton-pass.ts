import * as v from 'valibot';
import { err, ok } from '../../result.ts';
import { type Entry, entryOfText, skip } from '../entry.ts';
import {
  isFields,
  listOf,
  looseFlag,
  looseList,
  looseText,
  looseTexts,
  own,
  shaped,
  textOf,
} from '../fields.ts';
import type { ArchiveReader, JsonReader, ReadOutcome } from '../reader.ts';
import { isNamed, readArchiveJson } from '../containers/read-archive-json.ts';
import { sitesOfUris } from '../sites-of-uris.ts';

const FOLDER = 'Proton Pass/';
const DATA = 'data.json';
const TRASHED = 2;

/** Proton Pass's zip; the one with a passphrase is OpenPGP, which is not read. */
export const protonPassArchive: ArchiveReader = {
  format: 'proton-pass',
  recognises: (entries) => entries.some(({ name }) => name.startsWith(FOLDER)),
  async read(entries, session) {
    if (!entries.some((entry) => isNamed(entry, DATA))) return err('unsupported');
    const json = await readArchiveJson(entries, DATA, session);
    return json.ok ? readVaults(json.value) : json;
  },
};

export const protonPass: JsonReader = {
  format: 'proton-pass',
  recognises: (json) => isFields(own(json, 'vaults')),
  read: readVaults,
};

const itemSchema = v.object({
  state: looseText,
  pinned: looseFlag,
  data: v.object({
    metadata: v.object({ name: looseText, note: looseText }),
    content: v.object({
      itemEmail: looseText,
      itemUsername: looseText,
      username: looseText,
      totpUri: looseText,
      urls: looseTexts,
    }),
    extraFields: looseList,
  }),
});

type Item = v.InferOutput<typeof itemSchema>;

function readVaults(json: unknown): ReadOutcome {
  const vaults = own(json, 'vaults');
  if (!isFields(vaults)) return err('damaged');
  return ok({
    entries: Object.values(vaults).flatMap((vault) => {
      const tag = textOf(own(vault, 'name'));
      return listOf(own(vault, 'items')).flatMap((raw) => {
        const item = shaped(itemSchema, raw);
        return item === undefined ? [] : entriesOf(item, tag);
      });
    }),
  });
}

function entriesOf({ state, pinned, data }: Item, tag: string): Entry[] {
  const { metadata, content } = data;
  const extra = data.extraFields
    .filter((field) => own(field, 'type') === 'totp')
    .map((field) => textOf(own(own(field, 'data'), 'totpUri')));
  const codes = [content.totpUri, ...extra].filter((code) => code.trim() !== '');
  if (Number(state) === TRASHED) return codes.map(() => skip(metadata.name, 'trashed'));
  return codes.map((code) =>
    entryOfText(code, {
      issuer: metadata.name,
      accountName: content.itemUsername || content.username || content.itemEmail,
      notes: metadata.note,
      tags: [tag],
      pinned,
      sites: sitesOfUris(content.urls),
    }),
  );
}
