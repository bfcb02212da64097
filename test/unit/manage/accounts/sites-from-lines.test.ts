import { expect, test } from 'vitest';
import { originsIn, sitesFromLines } from '../../../../src/manage/accounts/sites-from-lines.ts';

test('addresses are cut down to their origin, a bare host is https, and repetitions count once', () => {
  const lines = 'https://Example.com/login?next=1\n\nexample.com\nhttp://localhost:8080';
  expect(sitesFromLines(lines, [])).toEqual({
    ok: true,
    sites: [
      { origin: 'https://example.com', match: 'origin' },
      { origin: 'http://localhost:8080', match: 'origin' },
    ],
  });
});

test('a site that was chosen as a whole stands for all of it, the others for themselves', () => {
  expect(sitesFromLines('example.com\nhttps://example.org', ['https://example.com'])).toEqual({
    ok: true,
    sites: [
      { origin: 'https://example.com', match: 'site' },
      { origin: 'https://example.org', match: 'origin' },
    ],
  });
});

test('while they are typed, lines that are no sites yet are passed over', () => {
  expect(originsIn('example.com\nhttps://\n\ntwo words\nhttps://example.com/login')).toEqual([
    'https://example.com',
  ]);
});

test.each(['two words', 'ftp://example.com', 'https://', 'javascript:alert(1)'])(
  '“%s” is no site',
  (line) => {
    expect(sitesFromLines(line, [])).toEqual({ ok: false, line });
  },
);
