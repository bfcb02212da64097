// The tables (CSV) that password managers write in the clear.
import { keyUri, timed } from './plain-parts.ts';

function csv(rows: readonly (readonly string[])[], eol: string, isQuotedAlways: boolean): string {
  const cell = (text: string) =>
    isQuotedAlways || /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(cell).join(',') + eol).join('');
}

export function bitwardenCsv(): string {
  const rows = timed.map((account) => [
    'Port',
    '1',
    'login',
    account.issuer,
    'two\nlines',
    '',
    '0',
    'https://login.example.com',
    account.accountName,
    'p,"q',
    keyUri(account),
  ]);
  const header =
    'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp';
  return csv(
    [header.split(','), ...rows, ['', '', 'note', 'A note', 'text', '', '0', '', '', '', '']],
    '\n',
    false,
  );
}

export function keePassXcCsv(): string {
  const header = [
    'Group',
    'Title',
    'Username',
    'Password',
    'URL',
    'Notes',
    'TOTP',
    'Icon',
    'Last Modified',
    'Created',
  ];
  const rows = timed.map((account) => [
    'Passwords/Port',
    account.issuer,
    account.accountName,
    'pw',
    'https://login.example.com/',
    '',
    keyUri(account),
    '0',
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z',
  ]);
  return csv([header, ...rows], '\n', true);
}

export function appleCsv(): string {
  const rows = timed.map((account) => [
    account.issuer,
    'https://login.example.com/',
    account.accountName,
    'pw',
    '',
    keyUri(account),
  ]);
  return csv([['Title', 'URL', 'Username', 'Password', 'Notes', 'OTPAuth'], ...rows], '\r\n', false);
}

export function onePasswordCsv(): string {
  const rows = timed.map((account) => [
    account.issuer,
    'https://login.example.com/',
    account.accountName,
    'pw',
    keyUri(account),
    'false',
    'false',
    'Port;Work',
    '',
  ]);
  const header = 'Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes';
  return csv([header.split(','), ...rows], '\n', false);
}

export function protonPassCsv(): string {
  const rows = timed.map((account) => [
    'login',
    account.issuer,
    'https://login.example.com/',
    account.accountName,
    '',
    'pw',
    '',
    keyUri(account),
    '1767225600',
    '1767225600',
    'Port',
  ]);
  const header = 'type,name,url,email,username,password,note,totp,createTime,modifyTime,vault';
  return csv([header.split(','), ...rows], '\n', false);
}
