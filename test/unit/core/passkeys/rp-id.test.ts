import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isValidRpId, rpIdsFor } from '../../../../src/core/passkeys/rp-id.ts';

test.each([
  ['example.org', 'example.org'],
  ['example.org', 'login.example.org'],
  ['example.org', 'a.b.example.org'],
  ['login.example.org', 'login.example.org'],
  ['example.co.uk', 'www.example.co.uk'],
  ['ada.github.io', 'ada.github.io'],
  ['ada.github.io', 'pages.ada.github.io'],
  ['xn--bcher-kva.example', 'www.xn--bcher-kva.example'],
  ['localhost', 'localhost'],
  ['router', 'router'],
  ['app.localhost', 'app.localhost'],
  ['example.test', 'login.example.test'],
])('the rp id %s is one of a page on %s', (rpId, host) => {
  expect(isValidRpId(rpId, host)).toBe(true);
});

test.each([
  ['another site', 'example.com', 'example.org'],
  ['no dot before the suffix', 'example.org', 'evilexample.org'],
  ['a part of the host that the page is not', 'login.example.org', 'example.org'],
  ['a sister', 'a.example.org', 'b.example.org'],
  ['a top-level domain', 'org', 'example.org'],
  ['a public suffix of two labels', 'co.uk', 'example.co.uk'],
  ['a private suffix', 'github.io', 'ada.github.io'],
  ['a private suffix that is the host itself', 'github.io', 'github.io'],
  ['a public suffix that is the host itself', 'co.uk', 'co.uk'],
  ['a wildcard suffix', 'anything.ck', 'shop.anything.ck'],
  ['an ending that no list names, from below', 'localhost', 'app.localhost'],
  ['an ending that no list names, from below', 'internal', 'router.internal'],
  ['an IPv4 address', '127.0.0.1', '127.0.0.1'],
  ['the end of an IPv4 address', '0.1', '127.0.0.1'],
  ['the last number of an IPv4 address', '1', '127.0.0.1'],
  ['an IPv6 address', '[::1]', '[::1]'],
  ['an IPv6 address without brackets', '::1', '[::1]'],
  ['upper case', 'Example.org', 'example.org'],
  ['upper case on both sides', 'Example.org', 'Example.org'],
  ['a dot at the end', 'example.org.', 'example.org'],
  ['a dot at the end of both', 'example.org.', 'example.org.'],
  ['a dot at the beginning', '.example.org', 'login.example.org'],
  ['nothing', '', 'example.org'],
  ['nothing on both sides', '', ''],
  ['a port', 'example.org:443', 'example.org'],
  ['a scheme', 'https://example.org', 'example.org'],
  ['a letter that is no ASCII', 'bücher.example', 'xn--bcher-kva.example'],
  ['two dots', 'example..org', 'a.example..org'],
])('refused: %s (%s on %s)', (_what, rpId, host) => {
  expect(isValidRpId(rpId, host)).toBe(false);
});

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);

test('whatever is accepted is the host or follows a dot in it, and holds a registrable name', () => {
  fc.assert(
    fc.property(
      fc.array(label, { minLength: 1, maxLength: 5 }),
      fc.nat(),
      fc.string(),
      (labels, cut, noise) => {
        const host = labels.join('.');
        for (const rpId of [host.slice(cut % host.length), noise, `${noise}${host}`]) {
          if (isValidRpId(rpId, host)) expect(`.${host}`.endsWith(`.${rpId}`)).toBe(true);
        }
      },
    ),
  );
});

test('arbitrary text never throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (rpId, host) => typeof isValidRpId(rpId, host) === 'boolean'),
  );
});

test.each([
  ['a.login.example.co.uk', ['a.login.example.co.uk', 'login.example.co.uk', 'example.co.uk']],
  ['pages.ada.github.io', ['pages.ada.github.io', 'ada.github.io']],
  ['localhost', ['localhost']],
  ['127.0.0.1', []],
])('a page on %s may use the rp ids %j', (host, rpIds) => {
  expect(rpIdsFor(host)).toEqual(rpIds);
});
