// Sheets whose pages also say "device", "version", "order" or "commit", and sheets whose words or headings are unusual.
import { ALPHABETS, codes, fewWordCodes } from './made-codes.ts';
import type { Layout, Make } from './layouts.ts';

const { digits, hex, base32, alnum } = ALPHABETS;

function page(name: string, list: readonly string[], make: Make, used = 0): Layout {
  return {
    name,
    kind: 'page',
    content: `<!doctype html><meta charset="utf-8">${make(list)}`,
    codes: list,
    used,
  };
}

const items = (list: readonly string[]) => list.map((code) => `<li>${code}</li>`).join('');

export const LAYOUTS_BESIDE_OTHER_WORDS: readonly Layout[] = [
  page(
    'words-of-a-short-list',
    fewWordCodes(10, 3, '-', 61),
    (list) =>
      `<h1>Recovery codes</h1><p>Store these one-time codes somewhere safe.</p><ul>${items(list)}</ul>`,
  ),
  page(
    'words-apart-of-a-short-list',
    fewWordCodes(12, 4, ' ', 62),
    (list) => `<h2>Recovery codes</h2><p>Keep these words somewhere safe.</p><ul>${items(list)}</ul>`,
  ),
  page(
    'label-four-lines-up',
    codes(10, 'xxxxx-xxxxx', hex, 63),
    (list) =>
      `<h1>Security</h1><h2>Sessions</h2><p>2 devices</p><h2>Two-step sign-in</h2><p>Recovery codes</p><p>Keep them elsewhere.</p><p>They replace the ones of version 1.</p><p>Anyone with a code can sign in.</p><ul>${items(list)}</ul>`,
  ),
  page(
    'heading-of-its-own-says-codes',
    codes(10, 'xxxxxxxx', alnum, 64),
    (list) => `<h1>Your recovery codes are ready</h1><p>Print them.</p><h2>Codes</h2><ul>${items(list)}</ul>`,
  ),
  page(
    'table-with-issue-and-state',
    codes(10, 'xxxx-xxxx', digits, 65),
    (list) =>
      `<h2>Backup codes</h2><table><tr><th>#</th><th>Code</th><th>Issued</th><th>Status</th></tr>${list.map((code, at) => `<tr><td>${at + 1}</td><td>${code}</td><td>2026-05-01</td><td>Active</td></tr>`).join('')}</table>`,
  ),
  page(
    'table-with-devices-of-use',
    codes(10, 'xxxx-xxxx', base32, 66),
    (list) =>
      `<h2>Recovery codes</h2><table><tr><th>Code</th><th>Used on</th><th>Device</th></tr>${list.map((code, at) => `<tr><td>${code}</td><td>${at < 3 ? `${at + 1} May` : ''}</td><td>${['Firefox on Linux', 'Chrome on Android', 'Safari on iPhone'][at] ?? ''}</td></tr>`).join('')}</table>`,
  ),
  page(
    'introduced-by-a-device',
    codes(10, 'xxxx-xxxx', alnum, 67),
    (list) =>
      `<h1>Your backup codes</h1><p>Use one when this device is not with you:</p><ul>${items(list)}</ul>`,
  ),
  page(
    'named-behind',
    codes(8, 'xxxx-xxxx-xxxx', base32, 68),
    (list) =>
      `<h1>Almost done</h1><p>Write these down:</p><ul>${items(list)}</ul><p>These recovery codes let you in when your phone is lost.</p>`,
  ),
  {
    name: 'release-notes.txt',
    kind: 'file',
    content: `Commit these recovery codes to paper.\n\n${codes(10, 'xxxxx-xxxxx', hex, 69).join('\n')}\n`,
    codes: codes(10, 'xxxxx-xxxxx', hex, 69),
    used: 0,
  },
];
