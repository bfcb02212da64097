import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { siteMatches, wholeSiteOf } from '../../../../src/core/sites/site.ts';

const exact = (origin: string, page: string) => siteMatches({ origin, match: 'origin' }, page);
const whole = (origin: string, page: string) => siteMatches({ origin, match: 'site' }, page);

describe('an account of one origin', () => {
  test('belongs to that origin', () => {
    expect(exact('https://login.example.com', 'https://login.example.com')).toBe(true);
    expect(exact('http://localhost:8080', 'http://localhost:8080')).toBe(true);
  });

  test.each([
    ['another host of the domain', 'https://www.example.com'],
    ['the domain itself', 'https://example.com'],
    ['another scheme', 'http://login.example.com'],
    ['another port', 'https://login.example.com:8443'],
    ['a host that ends alike', 'https://evil-login.example.com'],
    ['a host that begins alike', 'https://login.example.com.evil.test'],
    ['a name spelt in Punycode that looks alike', 'https://login.xn--exmple-cua.com'],
    ['a trailing dot', 'https://login.example.com.'],
    ['upper case', 'https://LOGIN.example.com'],
    ['userinfo', 'https://login.example.com@evil.test'],
    ['a path', 'https://login.example.com/'],
    ['an opaque origin', 'null'],
    ['nothing', ''],
  ])('does not belong to %s', (_what, page) => {
    expect(exact('https://login.example.com', page)).toBe(false);
  });
});

describe('an account of a whole site', () => {
  test.each([
    ['https://login.example.com', 'https://www.example.com'],
    ['https://example.co.uk', 'https://login.example.co.uk'],
    ['https://you.github.io', 'https://a.you.github.io'],
    ['https://a.example.com:8443', 'https://b.example.com:8443'],
  ])('%s belongs to %s', (origin, page) => {
    expect(whole(origin, page)).toBe(true);
  });

  test.each([
    ['https://you.github.io', 'https://evil.github.io'],
    ['https://you.pages.dev', 'https://evil.pages.dev'],
    ['https://you.blogspot.com', 'https://evil.blogspot.com'],
    ['https://you.appspot.com', 'https://evil.appspot.com'],
    ['https://example.co.uk', 'https://evil.co.uk'],
    ['https://github.io', 'https://evil.github.io'],
    ['https://login.example.com', 'http://www.example.com'],
    ['http://login.example.com', 'http://www.example.com'],
    ['https://login.example.com', 'https://www.example.com:8443'],
    ['https://192.168.0.1', 'https://192.168.0.2'],
    ['https://10.0.0.1', 'https://0.0.0.1'],
    ['https://[2001:db8::1]', 'https://[2001:db8::2]'],
    ['https://a.localhost', 'https://b.localhost'],
    ['https://localhost', 'https://a.localhost'],
    ['https://login.example.com', 'https://example.com.evil.test'],
    ['https://com', 'https://example.com'],
  ])('%s does not belong to %s', (origin, page) => {
    expect(whole(origin, page)).toBe(false);
  });

  test('belongs to its very own origin also where there is no registrable domain', () => {
    for (const origin of ['https://192.168.0.1', 'http://localhost:8080', 'https://github.io']) {
      expect(whole(origin, origin)).toBe(true);
    }
  });
});

test('no text that is not an origin belongs to any account, and none throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('origin', 'site'), (text, match) => {
      fc.pre(!text.startsWith('http'));
      expect(siteMatches({ origin: text, match }, text)).toBe(false);
      expect(siteMatches({ origin: 'https://example.com', match }, text)).toBe(false);
    }),
  );
});

test.each([
  ['https://login.example.co.uk', 'example.co.uk'],
  ['https://a.you.github.io:8443', 'you.github.io'],
  ['https://github.io', undefined],
  ['https://co.uk', undefined],
  ['https://192.0.2.1', undefined],
  ['https://localhost', undefined],
  ['http://login.example.com', undefined],
  ['null', undefined],
])('the whole site of %s is %s', (origin, domain) => {
  expect(wholeSiteOf(origin)).toBe(domain);
});
