import { expect, test } from 'vitest';
import { decodeBase32 } from '../../../src/core/bytes/base32.ts';
import { ankra } from '../../../src/relying-party/policies/ankra.ts';
import { bytebase } from '../../../src/relying-party/policies/bytebase.ts';
import type { Policy } from '../../../src/relying-party/policies/policy.ts';
import { secretOn, TestBrowser } from './support/test-browser.ts';
import {
  addEnrolledUser,
  codeOf,
  createTestSite,
  PASSWORD,
  STEP,
  type TestSite,
} from './support/test-site.ts';

/** An administrator with a factor and a member without, in group 1 or for a site of own groups in the shared one. */
async function createTeam(policy: Policy) {
  const site = createTestSite(policy);
  const { email, secret } = await addEnrolledUser(site, 'olga@example.com');
  const memberId = (await site.users.add({ email: 'ada@example.com', name: 'Ada', password: PASSWORD })) ?? 0;
  const isShared = policy.groups.newUsers === 'join-the-first';
  if (!isShared) {
    site.users.join(site.users.find(email) ?? 0, { name: 'Shared', role: 'admin' });
    site.users.join(memberId, { name: 'Shared', role: 'member' });
  }
  const admin = new TestBrowser(site);
  await admin.signIn(email);
  await admin.post('/challenge', { code: codeOf(site, secret) });
  const member = new TestBrowser(site);
  await member.signIn('ada@example.com');
  return { site, admin, member, memberId, secret, group: isShared ? 1 : 3 };
}

async function enrol(site: TestSite, browser: TestBrowser): Promise<void> {
  const secret = decodeBase32(secretOn(await browser.get('/authenticators/new'))) ?? new Uint8Array();
  await browser.post('/authenticators/new', { code: codeOf(site, secret) });
  await browser.post('/authenticators/activate');
}

for (const policy of [ankra, bytebase]) {
  const screen = policy.groups.enforcement?.screenTitle ?? '';

  test(`${policy.id}: requiring it ends the sessions of members without it, and only those`, async () => {
    const { admin, member, group } = await createTeam(policy);
    await admin.post(`/groups/${group}/enforcement/on`);
    expect((await member.get('/')).location).toBe('/sign-in');
    expect((await admin.get('/')).status).toBe(200);
  });

  test(`${policy.id}: a member without it sees the blocking screen and nothing else until enrolled`, async () => {
    const { site, admin, member, group } = await createTeam(policy);
    await admin.post(`/groups/${group}/enforcement/on`);
    await member.signIn('ada@example.com');
    const { profile, security, activity, group: groupPath } = policy.paths;
    for (const path of [
      '/',
      profile,
      security,
      activity,
      groupPath,
      '/recovery-codes/new',
      '/authenticators/1/remove',
    ]) {
      expect((await member.get(path)).location).toBe('/secure-your-account');
      expect((await member.post(path)).location ?? '/secure-your-account').toBe('/secure-your-account');
    }
    expect((await member.get('/secure-your-account')).text).toContain(screen);
    await enrol(site, member);
    expect((await member.get('/')).status).toBe(200);
    expect((await member.get('/secure-your-account')).location).toBe('/');
  });

  test(`${policy.id}: a member cannot drop the last factor while it is required`, async () => {
    const { site, admin, member, group } = await createTeam({
      ...policy,
      lastFactor: 'removable-with-warning',
      disabling: 'by-switch',
    });
    await admin.post(`/groups/${group}/enforcement/on`);
    await member.signIn('ada@example.com');
    await enrol(site, member);
    expect((await member.post('/two-factor/disable')).status).toBe(409);
    expect((await member.post('/authenticators/2/remove')).status).toBe(409);
    await admin.post(`/groups/${group}/enforcement/off`);
    expect((await member.post('/two-factor/disable')).status).toBe(303);
  });

  test(`${policy.id}: only the ${policy.groups.administrator} switches it`, async () => {
    const { member, group } = await createTeam(policy);
    const switchPath = `/groups/${group}/enforcement/on`;
    expect((await member.get(policy.paths.group)).text).not.toContain(switchPath);
    expect((await member.get(switchPath)).status).toBe(404);
    expect((await member.post(switchPath)).status).toBe(404);
    expect((await member.get('/')).status).toBe(200);
  });
}

test('disabling that was begun before it is required does not pass after', async () => {
  const { site, admin, member, group } = await createTeam({ ...ankra, disabling: 'by-password' });
  await enrol(site, member);
  const csrf = await member.csrf();
  const adminCsrf = await admin.csrf();
  // The password is being hashed while the administrator's request is answered.
  const [disabled, required] = await Promise.all([
    member.postRaw('/two-factor/disable', { csrf, password: PASSWORD }),
    admin.postRaw(`/groups/${group}/enforcement/on`, { csrf: adminCsrf }),
  ]);
  expect([disabled.status, required.status]).toEqual([409, 303]);
});

test('an administrator of one organisation does not switch another', async () => {
  const { site, group } = await createTeam(ankra);
  const stranger = new TestBrowser(site);
  await stranger.signUp('eve@example.com');
  expect((await stranger.post(`/groups/${group}/enforcement/on`)).status).toBe(404);
});

test('any one of several organisations is enough to require it', async () => {
  const { site, admin, member, memberId, group } = await createTeam(ankra);
  site.users.join(memberId, { name: 'Another', role: 'member' });
  await admin.post(`/groups/${group}/enforcement/on`);
  await member.signIn('ada@example.com');
  const page = await member.get('/secure-your-account');
  expect(page.text).toContain('Shared requires two-factor authentication.');
});

test('the activity page names the group that requires it', async () => {
  const { admin, group } = await createTeam(ankra);
  await admin.post(`/groups/${group}/enforcement/on`);
  await admin.post(`/groups/${group}/enforcement/off`);
  const { text } = await admin.get(ankra.paths.activity);
  expect(text).toContain('made compulsory <span class="quiet">Shared</span>');
  expect(text).toContain('made optional <span class="quiet">Shared</span>');
});

test('an administrator without a factor who requires it meets the blocking screen next', async () => {
  const site = createTestSite(ankra);
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  expect((await browser.post('/groups/1/enforcement/on')).location).toBe('/organisation');
  expect((await browser.get('/organisation')).location).toBe('/secure-your-account');
});

test('a site without enforcement has no such address', async () => {
  const site = createTestSite({ ...ankra, groups: { ...ankra.groups, enforcement: undefined } });
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  expect((await browser.post('/groups/1/enforcement/on')).status).toBe(404);
});

test('bytebase: the factor counts only after the word that the recovery codes are saved', async () => {
  const site = createTestSite(bytebase);
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  const secret = decodeBase32(secretOn(await browser.get('/authenticators/new'))) ?? new Uint8Array();
  expect((await browser.post('/authenticators/activate')).location).toBe('/authenticators/new');
  const codes = await browser.post('/authenticators/new', { code: codeOf(site, secret) });
  expect(codes.text).toContain('I have saved my recovery codes');
  expect((await new TestBrowser(site).signIn('ada@example.com')).location).toBe('/');
  expect((await browser.post('/authenticators/activate')).location).toBe('/profile?notice=on');
  site.clock.advance(STEP);
  expect((await new TestBrowser(site).signIn('ada@example.com')).location).toBe('/challenge');
});
