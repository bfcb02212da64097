import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvColumns, parseCsv } from '../../../../src/core/transfer/containers/csv.ts';
import { decodeTextFile } from '../../../../src/core/transfer/text-file.ts';
import { sitesOfUris } from '../../../../src/core/transfer/sites-of-uris.ts';
import { childText, parseXml, preferenceStrings } from '../../../../src/core/transfer/containers/xml.ts';

describe('a table', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab,";\n \té'), maxLength: 8 });

  test('of any cells comes back as RFC 4180 writes it', () => {
    const row = fc.tuple(cell, cell, cell);
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, eol) => {
          const quoted = rows.map((cells) =>
            cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(','),
          );
          const table = parseCsv([`x,y,z`, ...quoted].join(eol));
          const kept = rows.filter((cells) => cells.some((text) => text.trim() !== ''));
          expect(
            table.ok && table.value.rows.map((read) => [read.get('x'), read.get('y'), read.get('z')]),
          ).toEqual(kept);
        },
      ),
    );
  });

  test('has its columns in any case, with semicolons for commas', () => {
    expect(csvColumns('Group; Title;OTPAuth\n')).toEqual(['group', 'title', 'otpauth']);
    expect(csvColumns('one column\n')).toBeUndefined();
  });

  test.each(['a,b\n"c,d\n', 'a,b\n"c"d,e\n', 'a,b\n"c""', '"', 'a,b\n"c";d\n'])('%j is damaged', (text) => {
    expect(parseCsv(text)).toEqual({ ok: false, error: 'damaged' });
  });

  test('has quotes inside of a cell that does not begin with one', () => {
    const table = parseCsv('a;b\n5" pipe;"x;""y"""\n');
    expect(table.ok && [...(table.value.rows[0]?.values() ?? [])]).toEqual(['5" pipe', 'x;"y"']);
  });
});

describe('XML', () => {
  test('gives elements, attributes, text and CDATA', () => {
    const root = parseXml('<?xml version="1.0"?><a b="c &amp; d"><e>x<![CDATA[<y>]]>&#122;</e><e>2</e></a>');
    expect(root.ok && root.value.attributes.get('b')).toBe('c & d');
    expect(root.ok && childText(root.value, 'e')).toBe('x<y>z');
  });

  test.each(['<a>', '<a></b>', '<a b></a>', '<a>&unknown;</a>', '', 'text', '<a/><b/>'])(
    '%j is damaged',
    (text) => {
      expect(parseXml(text)).toEqual({ ok: false, error: 'damaged' });
    },
  );

  test('of 33 levels is too large', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    expect(parseXml(nested(32)).ok).toBe(true);
    expect(parseXml(nested(33))).toEqual({ ok: false, error: 'too-large' });
  });

  test('of preferences is a map of its strings', () => {
    const root = parseXml(
      '<map><int name="n" value="1"/><string name="a">1</string><string name="b"/></map>',
    );
    expect(root.ok && preferenceStrings(root.value)).toEqual(
      new Map([
        ['a', '1'],
        ['b', ''],
      ]),
    );
    const other = parseXml('<notes/>');
    expect(other.ok && preferenceStrings(other.value)).toBeUndefined();
  });
});

describe('the text of a file', () => {
  test('is read in each encoding that is met', () => {
    expect(decodeTextFile(Buffer.from('é'))).toBe('é');
    expect(decodeTextFile(Buffer.from('\ufeffé'))).toBe('é');
    expect(decodeTextFile(Buffer.from('é', 'latin1'))).toBe('é');
    expect(decodeTextFile(Buffer.from('\ufeff日🔑', 'utf16le'))).toBe('日🔑');
    expect(decodeTextFile(Buffer.from('\ufeff日🔑', 'utf16le').swap16())).toBe('日🔑');
    expect(decodeTextFile(Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x42]))).toBe('A');
    expect(decodeTextFile(Buffer.from([0xff, 0xfe]))).toBe('');
  });

  test('is none where there are bytes that no text has', () => {
    expect(decodeTextFile(Buffer.from('a\0b'))).toBeUndefined();
    expect(decodeTextFile(Buffer.from([0x41, 0x01, 0x42]))).toBeUndefined();
    expect(decodeTextFile(Buffer.from(`${'a'.repeat(1000)}\x0c`))).toBeDefined();
  });
});

describe('the sites of a password manager’s item', () => {
  test.each([
    ['https://Login.Example.com/path?q#f', 'https://login.example.com'],
    ['HTTP://example.com:80/', 'http://example.com'],
    ['https://example.com:443', 'https://example.com'],
    ['https://example.com:8443/x', 'https://example.com:8443'],
    ['https://user:pw@example.com/', 'https://example.com'],
    ['login.example.com/in', 'https://login.example.com'],
    ['http://localhost:3000', 'http://localhost:3000'],
  ])('%s', (uri, origin) => {
    expect(sitesOfUris([uri])).toEqual([origin]);
  });

  test.each([
    '',
    'androidapp://com.example',
    'just words',
    'ftp://example.com',
    'javascript:alert(1)',
    'https://',
    'https://exa mple.com',
    'localhost',
  ])('%j is no site', (uri) => {
    expect(sitesOfUris([uri])).toEqual([]);
  });

  test('are named once', () => {
    expect(sitesOfUris(['https://a.example/1', 'https://a.example/2'])).toEqual(['https://a.example']);
  });
});
