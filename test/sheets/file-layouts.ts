// 8 text files as sites give them for download, and as people keep them.
import type { Layout, Make } from './layouts.ts';
import { ALPHABETS, codes } from './made-codes.ts';

const { digits, hex, base32, alnum } = ALPHABETS;

function file(name: string, list: readonly string[], make: Make, used?: number): Layout {
  return { name, kind: 'file', content: make(list), codes: list, ...(used === undefined ? {} : { used }) };
}

const pairs = (list: readonly string[]) =>
  list.flatMap((code, at) => (at % 2 === 0 ? [[code, list[at + 1] ?? ''] as const] : []));

export const FILE_LAYOUTS: readonly Layout[] = [
  file('github-recovery-codes.txt', codes(16, 'xxxxx-xxxxx', hex, 33), (list) => `${list.join('\n')}\n`),
  file(
    'Backup-codes-ada.txt',
    codes(10, 'xxxx xxxx', digits, 34),
    (list) =>
      `SAVE YOUR BACKUP CODES\r\nKeep these backup codes somewhere safe but accessible.\r\n\r\n${pairs(list)
        .map(([a, b], at) => `${String(at + 1).padStart(2)}. ${a}\t${String(at + 6).padStart(2)}. ${b}`)
        .join(
          '\r\n',
        )}\r\n\r\n(ada@example.com)\r\n\r\n* You can only use each backup code once.\r\n* These codes were generated on: Feb 25, 2026.\r\n`,
  ),
  file(
    'notes.txt',
    codes(12, 'xxxxxxxx', alnum, 35),
    (list) =>
      `Forge: recovery codes, made 2026-01-05\n${list.map((code, at) => `${at < 2 ? '[x]' : '[ ]'} ${code}`).join('\n')}\n`,
    2,
  ),
  file(
    'codes.txt',
    codes(10, 'xxxx-xxxx', digits, 36),
    (list) =>
      `Two-factor recovery codes for ada@example.com\n\n${list.map((code, at) => `${at + 1}) ${code}${at === 4 ? ' (used)' : ''}`).join('\n')}\n`,
    1,
  ),
  file(
    'codes-sv.txt',
    codes(10, 'xxxxxxxx', digits, 37),
    (list) => `Återställningskoder\nSpara dem på ett säkert ställe.\n\n${list.join('\n')}\n`,
  ),
  file(
    'notfallcodes.txt',
    codes(8, 'xxxx-xxxx-xxxx', base32, 38),
    (list) => `Notfallcodes\n============\n\n${list.map((code) => `- ${code}`).join('\n')}\n`,
  ),
  file(
    'download.txt',
    codes(10, 'xxxxx xxxxx', alnum, 39),
    (list) =>
      `Your account recovery codes\n\n${list.map((code, at) => `Code ${at + 1}: ${code}`).join('\n')}\n`,
  ),
  file('one-line.txt', codes(10, 'xxxxxxxx', hex, 40), (list) => `Recovery codes: ${list.join(', ')}\n`),
];
