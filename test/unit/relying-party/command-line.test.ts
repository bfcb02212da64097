import { decodeBase32 } from '../../../src/core/bytes/base32.ts';
import { expect, test } from 'vitest';
import { qrBlocks } from '../../../src/relying-party/cli/qr-blocks.ts';
import { crm } from '../../../src/relying-party/policies/crm.ts';
import { registerPasskey } from './support/passkey-steps.ts';
import { SoftwareAuthenticator } from './support/software-authenticator.ts';
import { TestBrowser } from './support/test-browser.ts';
import { addEnrolledUser, codeOf, createTestSite, MINUTE, PASSWORD } from './support/test-site.ts';
import { TestTerminal } from './support/test-terminal.ts';

async function signedIn() {
  const site = createTestSite();
  const user = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(user.email);
  await browser.post('/challenge', { code: codeOf(site, user.secret) });
  const terminal = new TestTerminal(site);
  const ran = await terminal.signIn(browser);
  return { site, browser, terminal, ran, ...user };
}

/** Someone without a second factor. */
async function newcomer() {
  const site = createTestSite();
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  const terminal = new TestTerminal(site);
  await terminal.signIn(browser);
  return { site, browser, terminal };
}

test('login finishes in the browser and comes back to the terminal', async () => {
  const { ran, terminal } = await signedIn();
  expect(ran).toMatchObject({ exitCode: 0, printed: 'You are signed in.' });
  expect(await terminal.runJson('profile auth status')).toEqual({
    account: 'grace@example.com',
    twoFactor: true,
    required: false,
    authenticators: 1,
    passkeys: 0,
    recoveryCodes: { remaining: 10, total: 10 },
  });
});

test('a login that meets the challenge goes on to the consent after it', async () => {
  const site = createTestSite();
  const user = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  const terminal = new TestTerminal(site);
  terminal.onOpen = async (path) => {
    const next = new URLSearchParams((await browser.get(path)).location?.split('?')[1]).get('next') ?? '';
    expect(next).toBe(path);
    await browser.post('/sign-in', { email: user.email, password: PASSWORD, next });
    const arrived = await browser.post('/challenge', { code: codeOf(site, user.secret) });
    expect(arrived.location).toBe(path);
    expect((await browser.get(path)).text).toContain('<strong>tally-rp</strong>');
    const fields = Object.fromEntries(new URL(path, terminal.server).searchParams);
    return (await browser.post('/authorize', { ...fields, decision: 'allow' })).location ?? '';
  };
  expect((await terminal.run('login')).exitCode).toBe(0);
});

test('refused in the browser, login ends with 3 and without a token', async () => {
  const site = createTestSite();
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  const terminal = new TestTerminal(site);
  expect((await terminal.signIn(browser, 'refuse')).exitCode).toBe(3);
  expect(terminal.token).toBe('');
});

test('a browser that comes back with another state is not believed', async () => {
  const terminal = new TestTerminal(createTestSite());
  terminal.onOpen = () => Promise.resolve(`http://127.0.0.1:5000/callback?code=x&state=${'a'.repeat(43)}`);
  expect((await terminal.run('login')).exitCode).toBe(3);
});

test.each([
  'profile auth status',
  'profile auth totp start',
  'profile auth totp confirm 123456',
  'profile auth recovery-codes regenerate',
  'profile auth passkeys list',
  'profile auth passkeys open',
  'logout',
])('%s without a login ends with 4', async (command) => {
  expect((await new TestTerminal(createTestSite()).run(command)).exitCode).toBe(4);
});

test.each([
  '',
  'profile',
  'profile auth totp confirm',
  'profile auth status now',
  '--nonsense login',
  '--server http://evil.example login',
  '--server https://ankra.localhost login',
])('the arguments "%s" end with 2', async (command) => {
  expect((await new TestTerminal(createTestSite()).run(command)).exitCode).toBe(2);
});

test('a site without a command line says so', async () => {
  expect((await new TestTerminal(createTestSite(crm)).run('login --device')).exitCode).toBe(3);
});

test('totp start prints QR and secret, confirm turns 2FA on and prints the recovery codes once', async () => {
  const { site, terminal } = await newcomer();
  const { printed } = await terminal.run('profile auth totp start');
  const secret = /^Secret {2}([A-Z2-7]{32})$/m.exec(printed)?.[1] ?? '';
  expect(printed).toMatch(/[█▀▄ ]{30}\n/);
  expect(await terminal.runJson('profile auth totp start')).toMatchObject({ secret });
  const bytes = decodeBase32(secret) ?? new Uint8Array();
  expect((await terminal.run(`profile auth totp confirm ${codeOf(site, bytes, 5)}`)).exitCode).toBe(3);
  const before = terminal.token;
  const confirmed = await terminal.run(`profile auth totp confirm ${codeOf(site, bytes)}`);
  expect(confirmed.printed.match(/^[A-Z0-9]{5}-[A-Z0-9]{5}$/gm)).toHaveLength(10);
  expect(terminal.token).not.toBe(before);
  expect(await terminal.runJson('profile auth status')).toMatchObject({ twoFactor: true, authenticators: 1 });
});

test('the half blocks are the modules of the QR code, light ones drawn', () => {
  const lines = qrBlocks('otpauth://totp/a?secret=MFRGG', false);
  const width = lines[0]?.length ?? 0;
  expect(lines).toHaveLength(Math.ceil(width / 2));
  expect(lines[0]).toBe('█'.repeat(width));
  // The finder pattern: seven dark modules, a ring of light ones, nine dark ones in the middle.
  expect(lines[2]?.slice(4, 11)).toBe(' ▄▄▄▄▄ ');
  expect(lines[3]?.slice(4, 11)).toBe(' █   █ ');
});

test('regenerate gives a fresh sheet, and the old one is void', async () => {
  const { site, terminal, email, recoveryCodes } = await signedIn();
  const { recoveryCodes: fresh } = await terminal.runJson('profile auth recovery-codes regenerate');
  expect(fresh).toHaveLength(10);
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  const use = (code: unknown) => browser.post('/challenge/recovery-code', { 'recovery-code': String(code) });
  expect((await use(recoveryCodes[0])).status).toBe(401);
  expect((await use((fresh as readonly string[])[0])).location).toBe('/');
});

test('regenerate without a factor ends with 3', async () => {
  const { terminal } = await newcomer();
  expect((await terminal.run('profile auth recovery-codes regenerate')).exitCode).toBe(3);
});

test('passkeys open waits until the passkey is there, then lists it', async () => {
  const { browser, terminal } = await signedIn();
  expect((await terminal.run('profile auth passkeys list')).printed).toBe('None yet.');
  let waits = 0;
  terminal.onOpen = () => Promise.resolve('');
  terminal.onWait = async () => {
    waits += 1;
    if (waits === 3)
      await registerPasskey(browser, new SoftwareAuthenticator(browser.origin), { name: 'Key\u0007' });
  };
  const { printed, told, exitCode } = await terminal.run('profile auth passkeys open');
  expect(exitCode).toBe(0);
  expect(told).toContain('http://ankra.localhost:8787/passkeys/new');
  expect(printed).toBe('2023-11-14  Key');
  expect(waits).toBe(3);
});

test('passkeys open gives up after five minutes', async () => {
  const { terminal } = await signedIn();
  expect((await terminal.run('profile auth passkeys open')).exitCode).toBe(3);
});

test('login gives up with a sentence where nobody answers in the browser', async () => {
  const terminal = new TestTerminal(createTestSite());
  terminal.isAnswered = false;
  const { exitCode, told } = await terminal.run('login');
  expect(exitCode).toBe(3);
  expect(told).toContain('Nobody answered in the browser for ten minutes. Run login again.');
});

test('a code to confirm without a secret begun says what comes first', async () => {
  const { terminal } = await newcomer();
  const { exitCode, told } = await terminal.run('profile auth totp confirm 123456');
  expect(exitCode).toBe(3);
  expect(told).toContain('Run totp start first.');
});

test('changes ask for a fresh login after the window, reading does not', async () => {
  const { site, terminal, browser } = await signedIn();
  site.clock.advance(15 * MINUTE);
  const refused = await terminal.run('profile auth recovery-codes regenerate');
  expect(refused.exitCode).toBe(3);
  expect(refused.told).toContain('run login again');
  expect((await terminal.run('profile auth status')).exitCode).toBe(0);
  await browser.post('/step-up', { proof: 'password', password: PASSWORD });
  await terminal.signIn(browser);
  expect((await terminal.run('profile auth recovery-codes regenerate')).exitCode).toBe(0);
});

test('letting a program in asks who is there first', async () => {
  const { site, browser, terminal } = await signedIn();
  site.clock.advance(15 * MINUTE);
  terminal.onOpen = async (path) => {
    const asked = await browser.get(path);
    expect(asked.location).toBe(`/step-up?next=${encodeURIComponent(path)}`);
    return 'http://127.0.0.1:5000/callback?state=x';
  };
  expect((await terminal.run('login')).exitCode).toBe(3);
});

test('a program is listed on the page and revoked there', async () => {
  const { browser, terminal } = await signedIn();
  const page = await browser.get('/profile/authentication');
  const session = /name="session" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  expect(page.text).toContain('<strong>tally-rp</strong>');
  expect(page.text).not.toContain(terminal.token);
  await browser.post('/command-line/revoke', { session: '' });
  expect((await terminal.run('profile auth status')).exitCode).toBe(0);
  await browser.post('/command-line/revoke', { session });
  expect((await terminal.run('profile auth status')).exitCode).toBe(4);
  expect((await browser.get('/profile/activity')).text).toContain('A program’s session was ended');
});

test('another user’s program cannot be revoked', async () => {
  const { site, browser, terminal } = await signedIn();
  const { text } = await browser.get('/profile/authentication');
  const session = /name="session" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const eve = new TestBrowser(site);
  await eve.signUp('eve@example.com');
  await eve.post('/command-line/revoke', { session });
  expect((await terminal.run('profile auth status')).exitCode).toBe(0);
});

test('logout ends the session on the server too', async () => {
  const { site, terminal } = await signedIn();
  const { token } = terminal;
  expect((await terminal.run('logout')).exitCode).toBe(0);
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await site.fetch(new Request(`${terminal.server}/api/profile/auth`, { headers }));
  expect(answer.status).toBe(401);
});

test('requiring 2FA ends the program of a member without it, and a new one is let in only after enrolling', async () => {
  const { browser, terminal } = await newcomer();
  await browser.post('/groups/1/enforcement/on');
  expect((await terminal.run('profile auth status')).exitCode).toBe(4);
  const refused = await browser.get('/authorize?x=1');
  expect(refused.location).toBe('/secure-your-account');
  expect((await browser.get('/device')).location).toBe('/secure-your-account');
});

test('under enforcement a program can do nothing but enrol, and everything after it', async () => {
  const { site, terminal } = await newcomer();
  const olga = new TestBrowser(site);
  await olga.signUp('olga@example.com', 'Olga');
  await olga.post('/groups/2/enforcement/on');
  site.users.join(site.users.find('ada@example.com') ?? 0, { name: 'Olga’s organisation', role: 'member' });
  const refused = await terminal.run('profile auth status');
  expect(refused).toMatchObject({ exitCode: 3 });
  expect(refused.told).toContain('requires two-factor authentication');
  expect((await terminal.run('profile auth passkeys list')).exitCode).toBe(3);
  expect((await terminal.run('profile auth recovery-codes regenerate')).exitCode).toBe(3);
  const secret = decodeBase32(String((await terminal.runJson('profile auth totp start'))['secret']));
  const code = codeOf(site, secret ?? new Uint8Array());
  expect((await terminal.run(`profile auth totp confirm ${code}`)).exitCode).toBe(0);
  expect(await terminal.runJson('profile auth status')).toMatchObject({ required: true, twoFactor: true });
});
