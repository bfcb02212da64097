// 40 ways in which sites show recovery codes, written after what their help pages describe. None is a copy.
import type { SheetInput } from '../../scripts/sheets/recognise-files.ts';
import { ALPHABETS, codes, wordCodes } from './made-codes.ts';

const { digits, hex, base32, crockford, lower, alnum, base58 } = ALPHABETS;

export interface Layout extends SheetInput {
  readonly codes: readonly string[];
  readonly used?: number;
}

type Make = (codes: readonly string[]) => string;

function page(name: string, list: readonly string[], make: Make, used?: number): Layout {
  const content = `<!doctype html><meta charset="utf-8">${make(list)}`;
  return { name, kind: 'page', content, codes: list, ...(used === undefined ? {} : { used }) };
}

function file(name: string, list: readonly string[], make: Make, used?: number): Layout {
  return { name, kind: 'file', content: make(list), codes: list, ...(used === undefined ? {} : { used }) };
}

const items = (list: readonly string[]) => list.map((code) => `<li>${code}</li>`).join('');
const pairs = (list: readonly string[]) =>
  list.flatMap((code, at) => (at % 2 === 0 ? [[code, list[at + 1] ?? ''] as const] : []));

export const LAYOUTS: readonly Layout[] = [
  page(
    'ul-five-five',
    codes(16, 'xxxxx-xxxxx', hex, 1),
    (list) =>
      `<title>Two-factor recovery codes</title><h1>Two-factor recovery codes</h1><p>Recovery codes can be used to access your account in the event you lose access to your device.</p><ul>${items(list)}</ul><button>Download</button><button>Print</button><button>Copy</button>`,
  ),
  page(
    'table-two-columns-digits',
    codes(10, 'xxxx xxxx', digits, 2),
    (list) =>
      `<h2>Your backup codes</h2><p>Keep these backup codes somewhere safe but accessible.</p><table>${pairs(
        list,
      )
        .map(([a, b], at) => `<tr><td>${at + 1}.</td><td>${a}</td><td>${at + 6}.</td><td>${b}</td></tr>`)
        .join('')}</table><p>You can only use each backup code once.</p>`,
  ),
  page(
    'ol-base32',
    codes(10, 'xxxxxxxx', base32, 3),
    (list) =>
      `<h3>Save your emergency codes</h3><p>If you lose your phone, each of these codes lets you in once.</p><ol>${items(list)}</ol>`,
  ),
  page(
    'pre-eight-digits',
    codes(10, 'xxxxxxxx', digits, 4),
    (list) => `<h1>Backup codes</h1><pre>${list.join('\n')}</pre>`,
  ),
  page(
    'pre-two-columns',
    codes(10, 'xxxxxxxx', alnum, 5),
    (list) =>
      `<h1>Recovery codes</h1><pre>${pairs(list)
        .map(([a, b]) => `${a}    ${b}`)
        .join('\n')}</pre>`,
  ),
  page(
    'textarea',
    codes(10, 'xxxx-xxxx-xxxx', alnum, 6),
    (list) => `<label>Your recovery codes<textarea readonly rows=10>${list.join('\n')}</textarea></label>`,
  ),
  page(
    'inputs',
    codes(8, 'xxxx-xxxx', hex, 7),
    (list) =>
      `<h2>Scratch codes</h2>${list.map((code) => `<div><input readonly type="text" value="${code}"><button>Copy</button></div>`).join('')}`,
  ),
  page(
    'grid-of-divs',
    codes(12, 'xxxxxx', digits, 8),
    (list) =>
      `<h2>Backup codes</h2><p>Use them when you do not have your authenticator app.</p><div style="display:grid;grid-template-columns:1fr 1fr">${list.map((code) => `<div>${code}</div>`).join('')}</div>`,
  ),
  page(
    'inline-code-br',
    codes(8, 'xxxxx-xxxxx', base32, 9),
    (list) =>
      `<p>Two-factor authentication is on. Write down these recovery codes:</p><p>${list.map((code) => `<code>${code}</code>`).join('<br>')}</p>`,
  ),
  page(
    'inline-code-spaces',
    codes(10, 'xxxxxxxxxx', hex, 10),
    (list) =>
      `<p>These are your recovery codes:</p><p>${list.map((code) => `<code>${code}</code>`).join(' ')}</p>`,
  ),
  page(
    'table-with-status',
    codes(10, 'xxxx-xxxx', digits, 11),
    (list) =>
      `<h2>Backup codes</h2><table><tr><th>Code</th><th>Status</th></tr>${list.map((code, at) => `<tr><td>${code}</td><td>${at < 3 ? 'Used' : 'Available'}</td></tr>`).join('')}</table>`,
    3,
  ),
  page(
    'struck-through',
    codes(10, 'xxxxxxxx', base32, 12),
    (list) =>
      `<h2>Recovery codes</h2><ul>${list.map((code, at) => `<li>${at % 3 === 0 ? `<s>${code}</s>` : code}</li>`).join('')}</ul>`,
    4,
  ),
  page(
    'struck-by-style',
    codes(8, 'xxxx xxxx', digits, 13),
    (list) =>
      `<h2>Backup codes</h2>${list.map((code, at) => `<p${at < 2 ? ' style="text-decoration:line-through"' : ''}>${code}</p>`).join('')}`,
    2,
  ),
  page(
    'words-dashes',
    wordCodes(8, 3, '-', 14),
    (list) => `<h2>Recovery codes</h2><p>Each one works once.</p><ul>${items(list)}</ul>`,
  ),
  page(
    'words-spaces',
    wordCodes(10, 4, ' ', 15),
    (list) =>
      `<h2>Your recovery phrases and backup codes</h2><p>Every backup code is four words.</p><ol>${items(list)}</ol>`,
  ),
  page(
    'german-list',
    codes(10, 'xxxx-xxxx', alnum, 16),
    (list) =>
      `<h1>Wiederherstellungscodes</h1><p>Bewahren Sie die Codes an einem sicheren Ort auf. Jeder Code kann nur einmal verwendet werden.</p><ul>${items(list)}</ul>`,
  ),
  page(
    'german-compound',
    codes(8, 'xxxxxxxx', digits, 17),
    (list) =>
      `<h2>Ihre Ersatzcodes</h2><div>${list.map((code) => `<span style="display:inline-block;width:45%">${code}</span>`).join('')}</div>`,
  ),
  page(
    'french-table',
    codes(10, 'xxxx xxxx', digits, 18),
    (list) =>
      `<h2>Codes de secours</h2><p>Conservez ces codes en lieu sûr.</p><table>${pairs(list)
        .map(([a, b]) => `<tr><td>${a}</td><td>${b}</td></tr>`)
        .join('')}</table>`,
  ),
  page(
    'spanish-pre',
    codes(12, 'xxxxxx-xxxxxx', hex, 19),
    (list) =>
      `<h2>Códigos de recuperación</h2><p>Guarda estos códigos: cada uno sirve una sola vez.</p><pre>${list.join('\n')}</pre>`,
  ),
  page(
    'japanese',
    codes(10, 'xxxxx-xxxxx', alnum, 20),
    (list) =>
      `<h1>リカバリーコード</h1><p>安全な場所に保管してください。各コードは1回だけ使えます。</p><ul>${items(list)}</ul>`,
  ),
  page(
    'italian',
    codes(8, 'xxxx-xxxx-xxxx', crockford, 21),
    (list) =>
      `<h2>Codici di recupero</h2><p>Ogni codice può essere usato una sola volta.</p><ul>${items(list)}</ul>`,
  ),
  page(
    'portuguese-dl',
    codes(10, 'xxxxxxxx', digits, 22),
    (list) =>
      `<h2>Códigos de backup</h2><dl>${list.map((code, at) => `<dt>${at + 1}</dt><dd>${code}</dd>`).join('')}</dl>`,
  ),
  page(
    'russian',
    codes(10, 'xxxxx-xxxxx', lower, 23),
    (list) => `<h2>Резервные коды</h2><p>Сохраните их в надёжном месте.</p><ol>${items(list)}</ol>`,
  ),
  page(
    'base58',
    codes(10, 'xxxxxxxxxxxx', base58, 24),
    (list) => `<h1>Recovery codes</h1><ul>${items(list)}</ul>`,
  ),
  page(
    'sixteen-long',
    codes(8, 'xxxx-xxxx-xxxx-xxxx', base32, 25),
    (list) =>
      `<h1>Save your rescue codes</h1><ul>${items(list)}</ul><p>Without your phone these are the only way in.</p>`,
  ),
  page(
    'modal-over-settings',
    codes(10, 'xxxx-xxxx', hex, 26),
    (list) =>
      `<title>Settings</title><h1>Security</h1><h2>Trusted devices</h2><ul><li>Chrome on Linux</li><li>Firefox on Android</li></ul><div role="dialog"><h2>Backup codes</h2><p>Save these.</p><div>${list.map((code) => `<div>${code}</div>`).join('')}</div><button>Done</button></div>`,
  ),
  page(
    'numbered-without-dots',
    codes(10, 'xxxx xxxx', digits, 27),
    (list) => `<h2>Backup codes</h2>${list.map((code, at) => `<p>${at + 1} ${code}</p>`).join('')}`,
  ),
  page(
    'buttons',
    codes(8, 'xxxxxxxx', crockford, 28),
    (list) => `<h2>Recovery codes</h2>${list.map((code) => `<button>${code}</button>`).join('')}`,
  ),
  page(
    'shadow-root',
    codes(10, 'xxxxx-xxxxx', hex, 29),
    (list) =>
      `<h1>Recovery codes</h1><x-codes><template shadowrootmode="open"><ul>${items(list)}</ul></template></x-codes>`,
  ),
  page(
    'split-spans',
    codes(10, 'xxxxx-xxxxx', alnum, 30),
    (list) =>
      `<h1>Two-step backup codes</h1><ul>${list
        .map(
          (code) =>
            `<li>${code
              .split('-')
              .map((part) => `<span>${part}</span>`)
              .join('<span>-</span>')}</li>`,
        )
        .join('')}</ul>`,
  ),
  page(
    'dates-of-use',
    codes(10, 'xxxx-xxxx', crockford, 31),
    (list) =>
      `<h2>Recovery codes</h2><table>${list.map((code, at) => `<tr><td>${code}</td><td>${at < 2 ? 'used' : ''}</td><td>${at < 2 ? '2026-03-0' + (at + 1) : ''}</td></tr>`).join('')}</table>`,
    2,
  ),
  page(
    'many-words-around',
    codes(8, 'xxxxxx', alnum, 32),
    (list) =>
      `<nav><ul><li>Profile</li><li>Security</li><li>Billing</li><li>Settings</li><li>Accounts</li></ul></nav><h1>Two-step verification is on</h1><p>Your phone is verified.</p><h2>One-time backup codes</h2><p>Print them.</p><ul>${items(list)}</ul><footer><p>Help</p><p>Privacy</p></footer>`,
  ),
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
