import { beforeEach, expect, test } from 'vitest';
import { createSiteAccess } from '../../../../src/background/fill/site-access.ts';
import type { Site } from '../../../../src/core/sites/site.ts';

const site = (origin: string): Site => ({ origin, match: 'origin' });

let allowed: Set<string>;
let sites: readonly Site[] | 'locked';
let registered: readonly string[];
let registrations: number;
const follow = createSiteAccess({
  allowed: async (patterns) => patterns.filter((pattern) => allowed.has(pattern)),
  keptSites: async () => sites,
  registered: async () => registered,
  register: async (patterns) => {
    registered = patterns;
    registrations += 1;
  },
  exclusively: (work) => work(),
});

beforeEach(async () => {
  allowed = new Set(['https://a.example/*', 'https://b.example/*', 'https://unused.example/*']);
  sites = [
    site('https://a.example:8443'),
    site('https://a.example'),
    site('https://b.example'),
    site('https://c.example'),
  ];
  registered = [];
  registrations = 0;
  await follow();
});

test('the script is registered for sites that have an account and are allowed, and for no others', () => {
  expect(registered).toEqual(['https://a.example/*', 'https://b.example/*']);
});

test('the last account of a site takes the registration with it, and brings it back', async () => {
  sites = [site('https://a.example')];
  await follow();
  expect(registered).toEqual(['https://a.example/*']);
  sites = [site('https://a.example'), site('https://b.example')];
  await follow();
  expect(registered).toEqual(['https://a.example/*', 'https://b.example/*']);
});

test('a permission that goes takes the registration with it, also while the vault is locked', async () => {
  sites = 'locked';
  allowed.delete('https://b.example/*');
  await follow();
  expect(registered).toEqual(['https://a.example/*']);
});

test('while the vault is locked nothing is registered anew, and nothing is changed without need', async () => {
  sites = 'locked';
  allowed.add('https://c.example/*');
  await follow();
  expect(registered).toEqual(['https://a.example/*', 'https://b.example/*']);
  expect(registrations).toBe(1);
});
