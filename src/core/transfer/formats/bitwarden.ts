import * as v from 'valibot';
import { err, ok } from '../../result.ts';
import { type Entry, entryOfText } from '../entry.ts';
import { looseFlag, looseList, looseText, own, shaped, textOf } from '../fields.ts';
import { parseJsonText } from '../containers/json-text.ts';
import type { FoundPasskey } from '../parsed-export.ts';
import type { ArchiveReader, JsonReader, ReadOutcome } from '../reader.ts';
import { readArchiveJson } from '../containers/read-archive-json.ts';
import { sitesOfUris } from '../sites-of-uris.ts';
import { openProtected } from './bitwarden-protected.ts';

/** Bitwarden and Bitwarden Authenticator: in the clear, or sealed under a passphrase of its own. */
export const bitwarden: JsonReader = {
  format: 'bitwarden',
  recognises: (json) =>
    typeof own(json, 'encrypted') === 'boolean' &&
    (Array.isArray(own(json, 'items')) || typeof own(json, 'data') === 'string'),
  async read(json, session) {
    if (own(json, 'encrypted') === false) return readItems(json);
    // Sealed under the account's own key, it opens in that account alone.
    if (own(json, 'passwordProtected') !== true) return err('unsupported');
    const text = await openProtected(json, session);
    if (!text.ok) return text;
    const items = parseJsonText(text.value);
    return items.ok ? readItems(items.value) : items;
  },
};

const ARCHIVE_NAME = 'data.json';

/** Bitwarden's export with attachments. */
export const bitwardenArchive: ArchiveReader = {
  format: 'bitwarden',
  recognises: (entries) => entries.some(({ name }) => name === ARCHIVE_NAME),
  async read(entries, session) {
    const json = await readArchiveJson(entries, ARCHIVE_NAME, session);
    if (!json.ok) return json;
    return bitwarden.recognises(json.value) ? bitwarden.read(json.value, session) : err('unsupported');
  },
};

const itemsSchema = v.object({ items: v.array(v.unknown()), folders: looseList, collections: looseList });
const itemSchema = v.object({
  name: looseText,
  notes: looseText,
  favorite: looseFlag,
  folderId: looseText,
  collectionIds: looseList,
  login: v.object({
    username: looseText,
    totp: looseText,
    uris: looseList,
    fido2Credentials: looseList,
  }),
});

function readItems(json: unknown): ReadOutcome {
  const file = shaped(itemsSchema, json);
  if (file === undefined) return err('damaged');
  const folders = new Map(
    [...file.folders, ...file.collections].map((folder) => [
      textOf(own(folder, 'id')),
      textOf(own(folder, 'name')),
    ]),
  );
  const entries: Entry[] = [];
  const passkeys: FoundPasskey[] = [];
  for (const element of file.items) {
    // Cards, notes and identities have no codes.
    const item = shaped(itemSchema, element);
    if (item === undefined) continue;
    const { name, notes, login } = item;
    for (const raw of login.fido2Credentials) passkeys.push({ name, raw });
    if (login.totp.trim() === '') continue;
    const tags = [item.folderId, ...item.collectionIds.map(textOf)].flatMap((id) => folders.get(id) ?? []);
    entries.push(
      entryOfText(login.totp, {
        issuer: name,
        accountName: login.username,
        notes,
        pinned: item.favorite,
        tags,
        sites: sitesOfUris(login.uris.map((uri) => textOf(own(uri, 'uri')))),
      }),
    );
  }
  return ok({ entries, passkeys });
}
