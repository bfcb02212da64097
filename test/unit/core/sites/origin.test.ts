import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  displayHost,
  isInsecureOrigin,
  isOrigin,
  parseOrigin,
  permissionPattern,
} from '../../../../src/core/sites/origin.ts';

describe('an origin', () => {
  test.each([
    ['https://example.com', 'https', 'example.com', ''],
    ['http://localhost:8080', 'http', 'localhost', '8080'],
    ['https://[2001:db8::1]:8443', 'https', '[2001:db8::1]', '8443'],
    ['https://xn--bcher-kva.example', 'https', 'xn--bcher-kva.example', ''],
  ])('%s has a scheme, a host and a port', (origin, scheme, host, port) => {
    expect(parseOrigin(origin)).toEqual({ scheme, host, port });
  });

  test.each([
    'null',
    '',
    'example.com',
    'https://',
    'https://example.com/',
    'https://example.com?',
    'https://user@example.com',
    'https://EXAMPLE.com',
    'https://bücher.example',
    'https://.example.com',
    'https://example.com.',
    'https://example..com',
    'https://example.com:',
    'https://example.com:123456',
    'ftp://example.com',
    'chrome-extension://abcdefgh',
    'file://',
    'https://example.com\n',
    ' https://example.com',
    'https://exam\u202eple.com',
  ])('is not %j', (text) => {
    expect(isOrigin(text)).toBe(false);
    expect([displayHost(text), permissionPattern(text), isInsecureOrigin(text)]).toEqual([
      '',
      undefined,
      false,
    ]);
  });

  test('is any that a browser would write for a web address of ASCII letters and digits', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['http', 'https'] }), (url) => {
        expect(isOrigin(new URL(url).origin)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('is shown as host and port, always ASCII', () => {
    expect(displayHost('https://example.com')).toBe('example.com');
    expect(displayHost('http://localhost:8080')).toBe('localhost:8080');
  });

  test('is asked for without its port, which patterns cannot carry', () => {
    expect(permissionPattern('https://example.com:8443')).toBe('https://example.com/*');
  });

  test.each([
    ['http://example.com', true],
    ['https://example.com', false],
    ['http://localhost:8080', false],
    ['http://shop.localhost', false],
    ['http://127.0.0.1:3000', false],
    ['http://[::1]', false],
  ])('%s is insecure: %s', (origin, insecure) => {
    expect(isInsecureOrigin(origin)).toBe(insecure);
  });

  test('that only begins as an address of this machine is insecure', () => {
    expect(isInsecureOrigin('http://127.0.0.1.example.com')).toBe(true);
  });
});

test.each([
  'https://example.com:443',
  'http://example.com:80',
  'https://example.com:65536',
  'https://example.com:0',
])('%s is no origin that a browser writes', (text) => {
  expect(isOrigin(text)).toBe(false);
});

test('a host with an underscore has an origin', () => {
  expect(isOrigin('https://my_app.example.com')).toBe(true);
});
