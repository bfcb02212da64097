import { expect, test } from 'vitest';
import { decodeBase32 } from '../../../src/core/bytes/base32.ts';
import { registerPasskey } from './support/passkey-steps.ts';
import { SoftwareAuthenticator } from './support/software-authenticator.ts';
import { secretOn, TestBrowser } from './support/test-browser.ts';
import { codeOf, createTestSite } from './support/test-site.ts';
import { TestTerminal } from './support/test-terminal.ts';

/** Someone without a second factor. */
async function newcomer() {
  const site = createTestSite();
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  const terminal = new TestTerminal(site);
  await terminal.signIn(browser);
  return { site, browser, terminal };
}

test('passkeys open comes back done with a first passkey, which ends the program’s session as it ends every other', async () => {
  const { browser, terminal } = await newcomer();
  terminal.onOpen = () => Promise.resolve('');
  let waits = 0;
  terminal.onWait = async () => {
    waits += 1;
    if (waits === 2) await registerPasskey(browser, new SoftwareAuthenticator(browser.origin));
  };
  const { exitCode, printed, told } = await terminal.run('profile auth passkeys open');
  expect(told).toContain('http://ankra.localhost:8787/passkeys/new');
  expect(printed).toBe('2023-11-14  Laptop\nTwo-factor authentication is on. Run login to go on here.');
  expect({ exitCode, waits }).toEqual({ exitCode: 0, waits: 2 });
  expect((await terminal.run('profile auth status')).exitCode).toBe(4);
});

test('passkeys open in JSON says that the program is signed out after a first passkey', async () => {
  const { browser, terminal } = await newcomer();
  terminal.onOpen = () => Promise.resolve('');
  terminal.onWait = async () => {
    await registerPasskey(browser, new SoftwareAuthenticator(browser.origin));
  };
  expect(await terminal.runJson('profile auth passkeys open')).toEqual({
    passkeys: [{ name: 'Laptop', addedAt: '2023-11-14T22:13:22.000Z' }],
    signedIn: false,
  });
});

test('a login that the blocking screen stops goes on to the consent once its user has enrolled', async () => {
  const { site, browser } = await newcomer();
  await browser.post('/groups/1/enforcement/on');
  const terminal = new TestTerminal(site);
  terminal.onOpen = async (path) => {
    expect((await browser.get(path)).location).toBe('/secure-your-account');
    expect((await browser.get('/')).location).toBe('/secure-your-account');
    await browser.get('/secure-your-account');
    const secret = decodeBase32(secretOn(await browser.get('/authenticators/new'))) ?? new Uint8Array();
    const codes = await browser.post('/authenticators/new', { code: codeOf(site, secret) });
    const [, next = ''] = /href="([^"]+)">Done</.exec(codes.text) ?? [];
    expect(next.replaceAll('&amp;', '&')).toBe(path);
    const fields = Object.fromEntries(new URL(path, terminal.server).searchParams);
    return (await browser.post('/authorize', { ...fields, decision: 'allow' })).location ?? '';
  };
  expect((await terminal.run('login')).exitCode).toBe(0);
  expect(await terminal.runJson('profile auth status')).toMatchObject({ required: true, twoFactor: true });
});

test('a blocked login goes on after a passkey too, once, and never to another site', async () => {
  const { browser } = await newcomer();
  await browser.post('/groups/1/enforcement/on');
  await browser.get('/profile/..//evil.example');
  await browser.get('/device');
  const added = await registerPasskey(browser, new SoftwareAuthenticator(browser.origin));
  expect(added.text).toContain('href="/device">Done<');
  const second = await registerPasskey(browser, new SoftwareAuthenticator(browser.origin, 2));
  expect(second.location).toBe('/profile/authentication?notice=passkey-added');
});

test('a program that may do nothing but enrol can still give its token back', async () => {
  const { site, terminal } = await newcomer();
  const olga = new TestBrowser(site);
  await olga.signUp('olga@example.com', 'Olga');
  await olga.post('/groups/2/enforcement/on');
  site.users.join(site.users.find('ada@example.com') ?? 0, { name: 'Olga’s organisation', role: 'member' });
  expect((await terminal.run('profile auth status')).exitCode).toBe(3);
  expect((await terminal.run('logout')).exitCode).toBe(0);
  expect((await terminal.run('profile auth status')).exitCode).toBe(4);
});
