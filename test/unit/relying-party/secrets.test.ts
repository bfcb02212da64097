import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { encodeBase32 } from '../../../src/core/bytes/base32.ts';
import { ankra } from '../../../src/relying-party/policies/ankra.ts';
import { createRelyingParty } from '../../../src/relying-party/relying-party.ts';
import { TestBrowser } from './support/test-browser.ts';
import { addEnrolledUser, codeOf, createTestSite, PASSWORD, wrongCode } from './support/test-site.ts';

test('the activity page tells what happened, when and in which session', async () => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(email, 'wrong password');
  await browser.signIn(email);
  await browser.post('/challenge', { code: wrongCode(site, secret) });
  await browser.post('/challenge', { code: codeOf(site, secret) });
  const { text } = await browser.get('/profile/activity');
  expect(text).toContain('A sign-in with a wrong password was refused');
  expect(text).toContain('A wrong second factor was refused');
  expect(text).toMatch(/Signed in[\s\S]*2023-11-14 22:13 UTC[\s\S]*<code>[0-9a-f]{8}<\/code>/);
});

test('the activity page shows no one else’s activity', async () => {
  const site = createTestSite();
  await new TestBrowser(site).signUp('ada@example.com');
  const browser = new TestBrowser(site);
  await browser.signUp('bob@example.com');
  expect((await browser.get('/profile/activity')).text.match(/Account created/g)).toHaveLength(1);
});

test('neither the activity page nor the security page holds a secret, code, password or session id', async () => {
  const site = createTestSite();
  const { email, secret, recoveryCodes } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  await browser.post('/challenge/recovery-code', { 'recovery-code': recoveryCodes[0] ?? '' });
  await browser.post('/step-up', { proof: 'totp', code: codeOf(site, secret) });
  const secrets = [
    encodeBase32(secret),
    codeOf(site, secret),
    PASSWORD,
    browser.cookie ?? '',
    ...recoveryCodes,
  ];
  for (const address of ['/profile/activity', '/profile/authentication', '/profile', '/', '/outbox']) {
    const { text } = await browser.get(address);
    for (const each of secrets) expect(text).not.toContain(each);
  }
});

test('the data file holds neither passwords nor recovery codes nor session ids', async () => {
  const data = path.join(tmpdir(), `relying-party-${process.pid}.sqlite`);
  const site = createRelyingParty({ policy: ankra, data, scryptCost: { logN: 1, parallelism: 1 } });
  const browser = new TestBrowser(site);
  await browser.signUp('needle@example.com');
  const codes = await site.users.addRecoveryCodes(site.users.find('needle@example.com') ?? 0);
  site.close();
  const bytes = readFileSync(data).toString('latin1');
  rmSync(data);
  // The positive control: the search does find what is there.
  expect(bytes).toContain('needle@example.com');
  for (const each of [
    PASSWORD,
    browser.cookie ?? '',
    ...codes,
    ...codes.map((code) => code.replace('-', '')),
  ]) {
    expect(bytes).not.toContain(each);
  }
});

test('accounts are still there after a restart with the same data file', async () => {
  const data = path.join(tmpdir(), `relying-party-restart-${process.pid}.sqlite`);
  const options = { policy: ankra, data, scryptCost: { logN: 1, parallelism: 1 } };
  const before = createRelyingParty(options);
  const browser = new TestBrowser(before);
  await browser.signUp('ada@example.com');
  before.close();
  const after = createRelyingParty(options);
  expect((await new TestBrowser(after, browser.cookie).get('/')).status).toBe(200);
  expect((await new TestBrowser(after).signIn('ada@example.com')).location).toBe('/');
  after.close();
  rmSync(data);
});
