import { err, ok } from '../../result.ts';
import { csvColumns, type CsvRow, parseCsv } from '../containers/csv.ts';
import { type Entry, entryOfText } from '../entry.ts';
import type { ExportFormat } from '../export-format.ts';
import type { TextReader } from '../reader.ts';
import { sitesOfUris } from '../sites-of-uris.ts';
import { entryOfKeeOtp } from './keepass-otp.ts';

/** The columns that a password manager's table has, in lower case; a column of '' is one it has not. */
interface CsvFormat {
  readonly format: ExportFormat;
  /** A table with all of these is this one. */
  readonly marks: readonly string[];
  readonly otp: string;
  readonly issuer: string;
  /** The first of them that is filled in. */
  readonly accountName: readonly string[];
  readonly notes: string;
  readonly site: string;
  readonly tags: string;
  readonly pinned: string;
}

const FORMATS: readonly CsvFormat[] = [
  {
    format: 'bitwarden-csv',
    marks: ['name', 'login_totp'],
    otp: 'login_totp',
    issuer: 'name',
    accountName: ['login_username'],
    notes: 'notes',
    site: 'login_uri',
    tags: 'folder',
    pinned: 'favorite',
  },
  {
    format: 'keepassxc-csv',
    marks: ['group', 'title', 'username', 'password', 'url', 'notes'],
    otp: 'totp',
    issuer: 'title',
    accountName: ['username'],
    notes: 'notes',
    site: 'url',
    tags: 'group',
    pinned: '',
  },
  {
    format: '1password',
    marks: ['title', 'url', 'username', 'password', 'otpauth', 'favorite'],
    otp: 'otpauth',
    issuer: 'title',
    accountName: ['username'],
    notes: 'notes',
    site: 'url',
    tags: 'tags',
    pinned: 'favorite',
  },
  {
    format: 'proton-pass',
    marks: ['name', 'url', 'email', 'username', 'password', 'totp', 'vault'],
    otp: 'totp',
    issuer: 'name',
    accountName: ['username', 'email'],
    notes: 'note',
    site: 'url',
    tags: 'vault',
    pinned: '',
  },
  {
    format: 'apple-passwords-csv',
    marks: ['title', 'url', 'username', 'password', 'otpauth'],
    otp: 'otpauth',
    issuer: 'title',
    accountName: ['username'],
    notes: 'notes',
    site: 'url',
    tags: '',
    pinned: '',
  },
];

/** Tables of password managers; rows without one-time codes are no accounts here and are left out silently. */
export const csvFiles: readonly TextReader[] = FORMATS.map((csv) => ({
  format: csv.format,
  recognises: (text) => {
    const columns = csvColumns(text.slice(0, 4096));
    return columns !== undefined && csv.marks.every((mark) => columns.includes(mark));
  },
  read: (text) => {
    const table = parseCsv(text);
    if (!table.ok) return err(table.error);
    const rows = table.value.rows.filter((row) => (row.get(csv.otp) ?? '').trim() !== '');
    return ok({ entries: rows.map((row) => entryOf(row, csv)) });
  },
}));

function entryOf(row: CsvRow, csv: CsvFormat): Entry {
  const cell = (column: string) => row.get(column) ?? '';
  const otp = cell(csv.otp);
  const beside = {
    issuer: cell(csv.issuer),
    accountName: csv.accountName.map(cell).find((name) => name !== '') ?? '',
    notes: cell(csv.notes),
    sites: sitesOfUris(addressesIn(cell(csv.site), csv.format)),
    tags: tagsOf(cell(csv.tags), csv.format),
    pinned: ['1', 'true'].includes(cell(csv.pinned)),
  };
  return entryOfKeeOtp(otp, beside) ?? entryOfText(otp, beside);
}

/**
 * Several stand in one cell with commas between. Bitwarden writes them as they were typed, often as bare hosts; elsewhere
 * what follows a comma and has no scheme is a part of the address before it.
 */
function addressesIn(cell: string, format: ExportFormat): readonly string[] {
  return cell.split(format === 'bitwarden-csv' ? ',' : /,(?=\s*https?:\/\/)/i);
}

/** KeePassXC writes the path of groups, whose first is that of the database; 1Password has several tags in its cell. */
function tagsOf(written: string, format: ExportFormat): readonly string[] {
  if (format === 'keepassxc-csv') return [written.split('/').at(-1) ?? ''];
  return format === '1password' ? written.split(/[;,]/) : [written];
}
