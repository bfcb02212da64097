import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { decodeBase32 } from '../../../src/core/bytes/base32.ts';
import { seedDemoUsers } from '../../../src/relying-party/demo-users.ts';
import { bytebase } from '../../../src/relying-party/policies/bytebase.ts';
import { crm } from '../../../src/relying-party/policies/crm.ts';
import { PRESETS } from '../../../src/relying-party/policies/presets.ts';
import { secretOn, TestBrowser } from './support/test-browser.ts';
import { addEnrolledUser, codeOf, createTestSite, PASSWORD, STEP } from './support/test-site.ts';

const SOURCES = path.join(import.meta.dirname, '../../../src/relying-party');

test('no file but those of the presets asks which preset it is', () => {
  for (const entry of readdirSync(SOURCES, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.ts') || entry.parentPath.endsWith('policies')) continue;
    const text = readFileSync(path.join(entry.parentPath, entry.name), 'utf8');
    expect(text, entry.name).not.toMatch(/policy\.id\s*[!=]==|\bid\s*[!=]==\s*'|'(?:crm|sekoia|bytebase)'/);
  }
});

for (const policy of PRESETS) {
  test(`${policy.id}: every address of the navigation is a page`, async () => {
    const browser = new TestBrowser(createTestSite(policy));
    await browser.signUp('ada@example.com');
    for (const { path: address } of [...policy.navigation, ...policy.accountTabs]) {
      expect((await browser.get(address)).status, address).toBe(200);
    }
  });

  test(`${policy.id}: enrols, signs out and signs in with the next code`, async () => {
    const site = createTestSite(policy);
    const browser = new TestBrowser(site);
    await browser.signUp('ada@example.com');
    await browser.post('/step-up', { proof: 'password', password: PASSWORD });
    const secret = decodeBase32(secretOn(await browser.get('/authenticators/new'))) ?? new Uint8Array();
    await browser.post('/authenticators/new', { code: codeOf(site, secret), name: 'Phone' });
    await browser.post('/authenticators/activate');
    const security = await browser.get(policy.paths.security);
    expect(security.text).toMatch(/id="two-factor-status"[^>]*><span[^>]*>On</);
    await browser.post('/sign-out');
    site.clock.advance(STEP);
    await browser.signIn('ada@example.com');
    expect((await browser.post('/challenge', { code: codeOf(site, secret) })).location).toBe('/');
  });

  test(`${policy.id}: the demo users are made once`, async () => {
    const site = createTestSite(policy);
    await seedDemoUsers(site);
    await seedDemoUsers(site);
    const browser = new TestBrowser(site);
    expect((await browser.signIn('ada@example.com', 'tally-stick-demo')).location).toBe('/');
    const { text } = await browser.get(policy.paths.group);
    for (const name of ['Olga Owen', 'Ada Lovelace', 'Grace Hopper']) expect(text).toContain(name);
  });
}

/** The way to the security page and what it lists, in the words of each document. */
const SECURITY_PAGES = {
  ankra: {
    menu: '<a href="/profile/authentication">Authentication</a>',
    methods: ['Authenticator app (TOTP)', 'Passkeys and security keys', 'Recovery codes'],
  },
  crm: {
    menu: '<a href="/settings/security">Security</a>',
    methods: ['Authenticator app (TOTP)', 'Passkeys', 'Backup codes'],
  },
  sekoia: {
    menu: '<a href="/security">Security</a>',
    methods: ['Authenticator app', 'Security devices', 'Backup codes'],
  },
  bytebase: {
    menu: '<a href="/profile">Profile dashboard</a>',
    methods: ['Authenticator app', 'Recovery codes'],
  },
} as const;

test.each(Object.entries(SECURITY_PAGES))(
  '%s: the menu leads to the security page, which opens with the status and lists the methods of the document',
  async (id, { menu, methods }) => {
    const policy = PRESETS.find((preset) => preset.id === id) ?? crm;
    const browser = new TestBrowser(createTestSite(policy));
    await browser.signUp('ada@example.com');
    expect((await browser.get('/')).text).toContain(menu);
    const { text } = await browser.get(policy.paths.security);
    const headings = [...text.matchAll(/<h3>([^<]*)<\/h3>/g)].map(([, heading]) => heading);
    expect(headings).toEqual(methods);
    expect(text.indexOf('id="two-factor-status"')).toBeLessThan(text.indexOf('<h3>'));
  },
);

test('crm: enrolment, step-up, new codes and removal stand in dialogs', async () => {
  const site = createTestSite(crm);
  const { email, secret } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  await browser.post('/challenge', { code: codeOf(site, secret) });
  const isDialog = async (address: string) => (await browser.get(address)).text.includes('class="dialogs"');
  expect(await isDialog('/step-up')).toBe(true);
  await browser.post('/step-up', { proof: 'password', password: PASSWORD });
  for (const address of ['/authenticators/new', '/authenticators/1/remove', '/recovery-codes/new']) {
    expect(await isDialog(address), address).toBe(true);
  }
  expect((await browser.post('/recovery-codes/new')).text).toContain('class="dialogs"');
});

test('bytebase: "enter the text" opens the secret, which is not seen before', async () => {
  const browser = new TestBrowser(createTestSite(bytebase));
  await browser.signUp('ada@example.com');
  const { text } = await browser.get('/authenticators/new');
  expect(text).toMatch(
    /<details class="manual"\s*>\s*<summary>[^<]*enter the text<\/summary>[\s\S]*id="totp-secret"/,
  );
});

test('crm: authenticators have names and dates, and none is lost by adding another', async () => {
  const site = createTestSite(crm);
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  await browser.post('/step-up', { proof: 'password', password: PASSWORD });
  for (const name of ['Phone', 'Tablet <2>']) {
    const secret = decodeBase32(secretOn(await browser.get('/authenticators/new'))) ?? new Uint8Array();
    const added = await browser.post('/authenticators/new', { code: codeOf(site, secret), name });
    expect(added.location).toBe('/settings/security?notice=added');
  }
  const { text } = await browser.get('/settings/security');
  expect(text).toMatch(/Phone[\s\S]*Added <time datetime="2023-11-14[\s\S]*Tablet &lt;2&gt;[\s\S]*Added/);
});

test('crm: fifty authenticators enrol by the page, and the first and the last one sign in', async () => {
  const site = createTestSite(crm);
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  await browser.post('/step-up', { proof: 'password', password: PASSWORD });
  const secrets: Uint8Array[] = [];
  for (let count = 1; count <= 50; count += 1) {
    const secret = decodeBase32(secretOn(await browser.get('/authenticators/new'))) ?? new Uint8Array();
    const added = await browser.post('/authenticators/new', {
      code: codeOf(site, secret),
      name: `Phone ${count}`,
    });
    expect(added.location).toBe('/settings/security?notice=added');
    secrets.push(secret);
  }
  expect((await browser.get('/settings/security')).text.match(/aria-label="Remove /g)).toHaveLength(50);
  site.clock.advance(STEP);
  for (const secret of [secrets.at(0), secrets.at(-1)]) {
    const next = new TestBrowser(site);
    await next.signIn('ada@example.com');
    const code = codeOf(site, secret ?? new Uint8Array());
    expect((await next.post('/challenge', { code })).location).toBe('/');
  }
});

test('crm: an authenticator without a name is not added', async () => {
  const site = createTestSite(crm);
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  await browser.post('/step-up', { proof: 'password', password: PASSWORD });
  const secret = decodeBase32(secretOn(await browser.get('/authenticators/new'))) ?? new Uint8Array();
  const code = codeOf(site, secret);
  const page = await browser.post('/authenticators/new', { code, name: ' ' });
  expect(page.status).toBe(422);
  expect(page.text).toContain('id="name-error"');
  expect((await browser.post('/authenticators/new', { code, name: 'Phone' })).status).toBe(303);
});
