import { afterEach, expect, test, vi } from 'vitest';

const asked: string[] = [];
const granted: string[] = [];

/** As a browser answers: it knows what a wide pattern covers. */
const permissions = {
  getAll: async () => ({ origins: [...granted] }),
  contains: async ({ origins: [pattern = ''] }: { origins: string[] }) => {
    asked.push(pattern);
    return granted.some((other) => other === pattern || covers(other, pattern));
  },
};
vi.mock('../../../src/platform/browser.ts', () => ({ browser: { permissions } }));

const { onlyAllowed } = await import('../../../src/platform/permissions.ts');

afterEach(() => {
  asked.length = 0;
  granted.length = 0;
});

test('of many sites the browser is asked about those alone that may be allowed', async () => {
  granted.push('https://here.example/*');
  const sites = Array.from({ length: 100 }, (_, index) => `https://site-${index}.example/*`);
  expect(await onlyAllowed([...sites, 'https://here.example/*'])).toEqual(['https://here.example/*']);
  expect(asked).toEqual(['https://here.example/*']);
});

test.each([
  ['https://*/*', ['https://a.example/*', 'https://b.c.example/*']],
  ['*://*.example/*', ['https://a.example/*', 'https://b.c.example/*']],
  ['https://*.c.example/*', ['https://b.c.example/*']],
  ['<all_urls>', ['https://a.example/*', 'https://b.c.example/*', 'http://a.example/*']],
])('a site is allowed by the wider pattern %s', async (pattern, expected) => {
  granted.push(pattern);
  const sites = ['https://a.example/*', 'https://b.c.example/*', 'http://a.example/*'];
  const allowed = await onlyAllowed(sites);
  expect(allowed).toEqual(expect.arrayContaining(expected));
});

/** Of match patterns what these tests need. */
function covers(wide: string, pattern: string): boolean {
  if (wide === '<all_urls>') return true;
  const [scheme = '', rest = ''] = wide.split('://');
  const [ownScheme, ownHost = ''] = pattern.split('://');
  if (scheme !== '*' && scheme !== ownScheme) return false;
  const host = rest.replace(/\/\*$/, '');
  return host === '*' || ownHost.replace(/\/\*$/, '').endsWith(host.slice(1));
}
