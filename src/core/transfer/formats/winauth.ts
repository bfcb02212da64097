import { err, ok } from '../../result.ts';
import type { Entry } from '../entry.ts';
import type { ArchiveReader } from '../reader.ts';
import { decodeTextFile } from '../text-file.ts';
import { otpauthLines, readOtpauthLines } from './otpauth-lines.ts';

/**
 * WinAuth's zip of one text with a key URI a line. Its unencrypted export is such a text alone and cannot be told
 * from other lists of key URIs.
 */
export const winAuthArchive: ArchiveReader = {
  format: 'winauth',
  recognises: (entries) => entries.length === 1 && /\.txt$/i.test(entries[0]?.name ?? ''),
  async read([entry], session) {
    if (entry === undefined) return err('damaged');
    const bytes = await entry.read(session.passphrase);
    if (!bytes.ok) return bytes;
    const text = decodeTextFile(bytes.value);
    if (text === undefined || !otpauthLines.recognises(text)) return err('unsupported');
    const found = readOtpauthLines(text);
    return found.ok ? ok({ entries: found.value.entries.map(withIssuer), format: 'winauth' }) : found;
  },
};

/** WinAuth has one name an entry, most often the site's, and writes it where the account's name belongs. */
function withIssuer(entry: Entry): Entry {
  if (entry.from !== 'account' || entry.account.issuer !== '') return entry;
  const { accountName: issuer } = entry.account;
  return { ...entry, account: { ...entry.account, issuer, accountName: '' } };
}
