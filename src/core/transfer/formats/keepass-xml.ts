import { err, ok } from '../../result.ts';
import { type Entry, skip } from '../entry.ts';
import type { XmlReader } from '../reader.ts';
import { sitesOfUris } from '../sites-of-uris.ts';
import { childrenNamed, childText, type XmlElement } from '../containers/xml.ts';
import { entryOfKeePass } from './keepass-otp.ts';

/** KeePass 2's and KeePassXC's XML export, unprotected; old versions of an entry (`History`) are left out. */
export const keePassXml: XmlReader = {
  format: 'keepass-xml',
  recognises: (root) => root.name === 'KeePassFile',
  read(root) {
    const [body] = childrenNamed(root, 'Root');
    if (body === undefined) return err('damaged');
    const meta = childrenNamed(root, 'Meta')[0];
    const bin = meta && childText(meta, 'RecycleBinUUID');
    const entries: Entry[] = [];
    for (const group of childrenNamed(body, 'Group')) addGroup(group, { bin, isTop: true, isTrashed: false });
    return ok({ entries });

    function addGroup(
      group: XmlElement,
      place: { readonly bin: string | undefined; readonly isTop: boolean; readonly isTrashed: boolean },
    ): void {
      const isTrashed = place.isTrashed || (!!place.bin && childText(group, 'UUID') === place.bin);
      // The topmost group is the database itself.
      const tags = place.isTop ? [] : [childText(group, 'Name')];
      for (const element of childrenNamed(group, 'Entry')) entries.push(...entryOf(element, tags, isTrashed));
      for (const child of childrenNamed(group, 'Group'))
        addGroup(child, { ...place, isTop: false, isTrashed });
    }
  },
};

function entryOf(element: XmlElement, tags: readonly string[], isTrashed: boolean): Entry[] {
  const fields = new Map(
    childrenNamed(element, 'String').map((field) => [childText(field, 'Key'), childText(field, 'Value')]),
  );
  const issuer = fields.get('Title') ?? '';
  const accountName = fields.get('UserName') ?? '';
  const entry = entryOfKeePass(fields, {
    issuer,
    accountName,
    notes: fields.get('Notes') ?? '',
    sites: sitesOfUris([fields.get('URL') ?? '']),
    tags: [...tags, ...childText(element, 'Tags').split(/[;,]/)],
  });
  if (entry === undefined) return [];
  return [isTrashed ? skip([issuer, accountName].filter(Boolean).join(': '), 'trashed') : entry];
}
