import { beforeEach, expect, test } from 'vitest';
import { type PasskeyPatterns, PasskeySites } from '../../../../src/background/passkeys/passkey-sites.ts';
import { ALL_SITES } from '../../../../src/core/sites/origin.ts';

const NONE = { offers: true, submits: false, passkeys: false, noPasskeys: false };
const KEEPS = { ...NONE, passkeys: true };
const LEFT_OUT = { ...NONE, noPasskeys: true };

let isForbidden: boolean;
let choices: Map<string, typeof NONE>;
let allowed: Set<string>;
let registered: PasskeyPatterns;
let registrations: number;
let sites: PasskeySites;

beforeEach(() => {
  isForbidden = false;
  choices = new Map();
  allowed = new Set(['https://a.example/*', 'https://b.example/*']);
  registered = { matches: [], excluded: [] };
  registrations = 0;
  sites = new PasskeySites({
    isForbidden: async () => isForbidden,
    choices: { read: async () => choices },
    allowed: async (patterns) => patterns.filter((pattern) => allowed.has(pattern) || allowed.has(ALL_SITES)),
    registered: async () => registered,
    register: async (patterns) => {
      registered = patterns;
      registrations += 1;
    },
    exclusively: (work) => work(),
  });
});

test('passkeys are kept for sites that were chosen and are allowed, and for no others', async () => {
  choices = new Map([
    ['https://b.example/*', KEEPS],
    ['https://a.example/*', KEEPS],
    ['https://c.example/*', KEEPS],
    ['https://d.example/*', NONE],
  ]);
  await sites.follow();
  expect(registered).toEqual({ matches: ['https://a.example/*', 'https://b.example/*'], excluded: [] });
  expect(await sites.isOn('https://a.example')).toBe(true);
  for (const other of ['https://c.example', 'https://d.example', 'http://a.example', 'null'])
    expect(await sites.isOn(other)).toBe(false);
  await sites.follow();
  expect(registrations).toBe(1);
});

test('a site is left out of all of them, and taken in again', async () => {
  allowed = new Set([ALL_SITES]);
  choices = new Map([
    [ALL_SITES, KEEPS],
    ['https://b.example/*', LEFT_OUT],
    ['https://a.example/*', LEFT_OUT],
  ]);
  await sites.follow();
  expect(registered).toEqual({
    matches: [ALL_SITES],
    excluded: ['https://a.example/*', 'https://b.example/*'],
  });
  expect(await sites.isOn('https://a.example:8443')).toBe(false);
  expect(await sites.isOn('https://login.a.example')).toBe(true);
  choices.set('https://a.example/*', NONE);
  await sites.follow();
  expect(registered.excluded).toEqual(['https://b.example/*']);
  expect(await sites.isOn('https://a.example')).toBe(true);
});

test('nothing is registered where the permission is gone, whatever was left out', async () => {
  allowed = new Set();
  choices = new Map([
    [ALL_SITES, KEEPS],
    ['https://a.example/*', LEFT_OUT],
  ]);
  await sites.follow();
  expect(registrations).toBe(0);
});

test('where an organisation wants no passkeys, what was chosen counts for nothing until it does again', async () => {
  choices = new Map([['https://a.example/*', KEEPS]]);
  await sites.follow();
  isForbidden = true;
  await sites.follow();
  expect(registered).toEqual({ matches: [], excluded: [] });
  expect(await sites.isOn('https://a.example')).toBe(false);
  isForbidden = false;
  await sites.follow();
  expect(registered.matches).toEqual(['https://a.example/*']);
  expect(await sites.isOn('https://a.example')).toBe(true);
});
