import { expect, test } from 'vitest';
import { sitesFromLines } from '../../../src/manage/sites-from-lines.ts';

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

test('what was chosen for a site before stays', () => {
  const before = [{ origin: 'https://example.com', match: 'site' }] as const;
  expect(sitesFromLines('example.com', before)).toEqual({ ok: true, sites: before });
});

test.each(['two words', 'ftp://example.com', 'https://', 'javascript:alert(1)'])(
  '“%s” is no site',
  (line) => {
    expect(sitesFromLines(line, [])).toEqual({ ok: false, line });
  },
);
