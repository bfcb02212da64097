// Lists that are no recovery codes though the page says "recover", "backup", "emergency" or "code" right beside them.
import type { SheetInput } from '../../scripts/sheets/recognise-files.ts';
import { ALPHABETS, codes } from './made-codes.ts';

const { digits, hex, base32, alnum } = ALPHABETS;

const MESSAGES = ['Fix the parser', 'Add a test for dates', 'Speed up start', 'Rename the option', 'Drop it'];
const PEOPLE = ['Ada', 'Grace', 'Linus', 'Edsger'];

const list = (texts: readonly string[]) => `<ul>${texts.map((text) => `<li>${text}</li>`).join('')}</ul>`;
const row = (cells: readonly string[], cell: 'td' | 'th') =>
  `<tr>${cells.map((text) => `<${cell}>${text}</${cell}>`).join('')}</tr>`;
const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  `<table>${heads.length === 0 ? '' : row(heads, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table>`;
const of = (texts: readonly string[], at: number) => texts[at % texts.length] ?? '';

function page(name: string, content: string): SheetInput {
  return { name, kind: 'page', content: `<!doctype html><meta charset="utf-8">${content}` };
}

export const LISTS_BESIDE_THE_WORDS: readonly SheetInput[] = [
  page(
    'article-above-builds',
    `<h1>About recovery codes</h1><p>Recovery codes look like this: 1a2b-3c4d. Save your recovery codes.</p>${table(
      ['Build'],
      codes(8, 'xxxxxxxx', hex, 201).map((code) => [code]),
    )}`,
  ),
  page(
    'article-above-digests',
    `<h1>How we store backup codes</h1><p>Backup codes are hashed. Each is used once.</p>${table(
      ['Digest'],
      codes(10, 'xxxxxxxxxxxx', hex, 202).map((code) => [code]),
    )}`,
  ),
  page(
    'article-beside-downloads',
    `<h1>Why recovery codes matter</h1><p>Each backup code can be used once.</p><h2>Release downloads</h2>${list(codes(10, 'xxxxxxxxxx', hex, 203))}`,
  ),
  page(
    'error-codes',
    `<h1>Error codes</h1><p>How to recover from error codes</p>${list(codes(10, 'xxxxxxxx', hex, 204))}`,
  ),
  page(
    'error-codes-es',
    `<h1>Códigos de error</h1><p>Cómo recuperar el equipo según el código de error. Guarda tu trabajo.</p>${list(codes(9, 'xxxxxxxx', hex, 205))}`,
  ),
  page(
    'error-codes-fr',
    `<h1>Codes d’erreur</h1><p>Comment récupérer après un code d’erreur</p>${list(codes(10, 'xxxxxxxx', hex, 206))}`,
  ),
  page(
    'stop-codes-with-meanings',
    `<h1>Backup codes of the kernel</h1>${table(
      ['Code', 'Meaning'],
      codes(8, 'xxxxxxxx', hex, 207).map((code, at) => [code, of(MESSAGES, at)]),
    )}`,
  ),
  page(
    'commits-and-code-review',
    `<h1>Commits</h1><p>Recovery of the index, code review</p>${table(
      [],
      [208, 209, 210].map((seed) => codes(4, 'xxxxxxx', hex, seed)),
    )}`,
  ),
  page(
    'commits-about-recovery-codes',
    `<h1>Add recovery codes to two-factor sign-in</h1>${table(
      [],
      codes(12, 'xxxxxxxx', hex, 211).map((code, at) => [
        `<a href="#">${of(MESSAGES, at)} ${at}</a>`,
        `<a href="#">${code}</a>`,
      ]),
    )}`,
  ),
  page(
    'audit-of-recovery-codes',
    `<h1>Audit log</h1><p>Recovery codes were viewed 3 times.</p>${table(
      ['Event', 'Request ID', 'Actor'],
      codes(10, 'xxxxxxxxxx', alnum, 212).map((code, at) => ['Recovery codes viewed', code, of(PEOPLE, at)]),
    )}`,
  ),
  page(
    'blocks-of-a-disk',
    `<h1>Data recovery</h1><p>Files found on the disk. Source code was recovered from these blocks:</p>${list(codes(12, 'xxxxxxxx', hex, 213))}`,
  ),
  page(
    'emergency-equipment',
    `<h1>Emergency equipment</h1><p>Asset codes of the emergency kits in this building</p>${list(codes(10, 'xxxxxx', base32, 214))}`,
  ),
  page(
    'account-ids-in-a-forum',
    `<h1>Lost my recovery codes, what now?</h1><p>I lost my phone and my recovery codes. My account IDs are:</p>${list(codes(7, 'xxxxxxxx', digits, 215))}`,
  ),
  page(
    'scratch-cards',
    `<h1>Scratch and win</h1><p>Enter the codes from your scratch cards. Each code works once.</p>${list(codes(10, 'xxxx-xxxx', base32, 216))}`,
  ),
  page(
    'spare-parts-de',
    `<h1>Ersatzteilbestellung</h1><p>Codes der Ersatzteile in Ihrem Warenkorb. Bitte ausdrucken.</p>${list(codes(10, 'xxxx-xxxx', digits, 217))}`,
  ),
  page(
    'backup-hosts',
    `<h1>Disaster recovery</h1><p>Failover tokens are kept elsewhere. Backup hosts:</p>${list(codes(10, 'xxxxxxxxxx', alnum, 218))}`,
  ),
];
