import { err, type Result } from '../../result.ts';
import { parseJsonText } from './json-text.ts';
import type { ArchiveEntry } from '../outside.ts';
import type { Session } from '../session.ts';
import { decodeTextFile } from '../text-file.ts';
import type { TransferError } from '../transfer-error.ts';

/** The JSON file of that name in an archive; the last part of the name is enough. */
export async function readArchiveJson(
  entries: readonly ArchiveEntry[],
  name: string,
  session: Session,
): Promise<Result<unknown, TransferError>> {
  const entry = entries.find((candidate) => isNamed(candidate, name));
  if (entry === undefined) return err('damaged');
  const bytes = await entry.read(session.passphrase);
  if (!bytes.ok) return bytes;
  const text = decodeTextFile(bytes.value);
  return text === undefined ? err('damaged') : parseJsonText(text.trim());
}

export function isNamed(entry: ArchiveEntry, name: string): boolean {
  return entry.name === name || entry.name.endsWith(`/${name}`);
}
