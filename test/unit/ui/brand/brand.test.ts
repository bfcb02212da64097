import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { getDomain } from 'tldts';
import { describe, expect, test } from 'vitest';
import { readBrands } from '../../../../scripts/vite/brand-icons/read-brands.ts';
import { brandOf, glyphColourOn, indexBrands, luminanceOf } from '../../../../src/ui/brand/brand.ts';

const brands = readBrands(path.resolve(import.meta.dirname, '../../../../node_modules/simple-icons'));
const index = indexBrands(brands);

describe('the icon of an account', () => {
  test.each<[string, string, string[], string | undefined]>([
    ['its site', 'whatever', ['https://github.com'], 'github'],
    ['a page under its site', '', ['https://login.github.com:8443'], 'github'],
    ['its second site', '', ['https://home.example', 'https://gitlab.com'], 'gitlab'],
    ['its exact name, in any case', ' GITHUB ', [], 'github'],
    ['a name that is a domain', 'discord.com', [], 'discord'],
  ])('is found by %s', (_by, issuer, origins, slug) => {
    expect(brandOf(account(issuer, origins), index)?.slug).toBe(slug);
  });

  test.each<[string, string, string[]]>([
    ['part of a name', 'GitHub Enterprise', []],
    ['a site that only ends like it', '', ['https://notgithub.com']],
    ['a site that only begins like it', '', ['https://github.com.example']],
    ['a page of a user', '', ['https://ada.github.io']],
    ['an address without a name', '', ['http://[::1]:3000', 'http://127.0.0.1']],
    ['no name at all', '', []],
  ])('is not found by %s', (_by, issuer, origins) => {
    expect(brandOf(account(issuer, origins), index)).toBeUndefined();
  });
});

test('an icon that was chosen goes before site and name; one that is not in the package, or none, leaves the letters', () => {
  const github = account('GitHub', ['https://github.com']);
  expect(brandOf({ ...github, icon: 'gitlab' }, index)?.slug).toBe('gitlab');
  expect(brandOf({ ...github, icon: '' }, index)).toBeUndefined();
  expect(brandOf({ ...github, icon: 'no-such-icon' }, index)).toBeUndefined();
  expect(brandOf({ ...github, icon: undefined }, index)?.slug).toBe('github');
});

describe('the icons in the package', () => {
  test('are at most 200 kB zipped', () => {
    const zipped = brands.map(({ svg }) => gzipSync(svg).length).reduce((sum, size) => sum + size, 0);
    expect(zipped).toBeLessThan(200_000);
    expect(brands.length).toBeGreaterThan(200);
  });

  test('are named by registrable domains, each by one icon', () => {
    const domains = brands.flatMap((brand) => brand.domains);
    for (const domain of domains)
      expect(getDomain(domain, { allowPrivateDomains: true }), domain).toBe(domain);
    expect(new Set(domains).size).toBe(domains.length);
    expect(new Set(brands.map(({ slug }) => slug)).size).toBe(brands.length);
  });

  test('can be told from their tiles, whatever theme is around them', () => {
    for (const { slug, hex } of brands) {
      const both = [luminanceOf(hex), luminanceOf(glyphColourOn(hex).slice(1))];
      expect((Math.max(...both) + 0.05) / (Math.min(...both) + 0.05), slug).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('are one path each, and nothing that runs or loads', () => {
    for (const { svg } of brands)
      expect(svg).toMatch(/^<svg xmlns="[^"]+" viewBox="0 0 24 24"><path d="[\d\sa-z.,+-]+"\/><\/svg>$/i);
  });
});

function account(issuer: string, origins: readonly string[]) {
  return { issuer, sites: origins.map((origin) => ({ origin, match: 'origin' as const })) };
}
