import { expect, test } from 'vitest';
import { ankra } from '../../../src/relying-party/policies/ankra.ts';
import { registerPasskey } from './support/passkey-steps.ts';
import { api, EXCHANGE, POLL, REQUEST, withAccount } from './support/program.ts';
import { SoftwareAuthenticator } from './support/software-authenticator.ts';
import { TestBrowser } from './support/test-browser.ts';
import { createTestSite, MINUTE, PASSWORD, type TestSite } from './support/test-site.ts';
import { TestTerminal } from './support/test-terminal.ts';

async function consent(browser: TestBrowser): Promise<string> {
  const { location } = await browser.post('/authorize', { ...REQUEST, decision: 'allow' });
  return new URL(location ?? '').searchParams.get('code') ?? '';
}

test.each([
  ['a name instead of the address', { redirect_uri: 'http://localhost:5000/callback' }],
  ['another host', { redirect_uri: 'http://evil.example/callback' }],
  ['a host that looks like the address', { redirect_uri: 'http://127.0.0.1:5000.evil.example/callback' }],
  ['user information', { redirect_uri: 'http://127.0.0.1:5000@evil.example/callback' }],
  ['another path', { redirect_uri: 'http://127.0.0.1:5000/other' }],
  ['a port that is none', { redirect_uri: 'http://127.0.0.1:99999/callback' }],
  ['another program', { client_id: 'evil' }],
  ['the plain method', { code_challenge_method: 'plain' }],
  ['no challenge', { code_challenge: '' }],
  ['a short state', { state: 'x' }],
])('a request for a code with %s is refused on the spot', async (_, change) => {
  const { browser } = await withAccount();
  const query = new URLSearchParams({ ...REQUEST, ...change });
  expect((await browser.get(`/authorize?${query}`)).status).toBe(400);
  const posted = await browser.post('/authorize', { ...REQUEST, ...change, decision: 'allow' });
  expect(posted).toMatchObject({ status: 400, location: null });
});

test('consent needs the token of the page, and the press of the button', async () => {
  const { browser } = await withAccount();
  expect((await browser.postRaw('/authorize', { ...REQUEST, decision: 'allow' })).status).toBe(403);
  expect((await browser.post('/authorize', REQUEST)).location).toContain('error=access_denied');
});

test('the consent page may send the browser to this machine, no other page may', async () => {
  const { browser } = await withAccount();
  const policyOf = async (path: string) => (await browser.get(path)).headers.get('Content-Security-Policy');
  expect(await policyOf(`/authorize?${new URLSearchParams(REQUEST)}`)).toContain(
    "form-action 'self' http://127.0.0.1:*;",
  );
  expect(await policyOf('/device')).toContain("form-action 'self';");
});

test('a code works once', async () => {
  const { site, browser } = await withAccount();
  const code = await consent(browser);
  expect((await api(site, '/api/token', { ...EXCHANGE, code })).status).toBe(200);
  expect(await api(site, '/api/token', { ...EXCHANGE, code })).toEqual({
    status: 400,
    body: { error: 'invalid_grant' },
  });
});

test.each([
  ['another verifier', { code_verifier: 'w'.repeat(43) }],
  ['no verifier', { code_verifier: '' }],
  ['another address', { redirect_uri: 'http://127.0.0.1:6000/callback' }],
])('a code with %s gives no token, and is spent', async (_, change) => {
  const { site, browser } = await withAccount();
  const code = await consent(browser);
  expect((await api(site, '/api/token', { ...EXCHANGE, ...change, code })).status).toBe(400);
  expect((await api(site, '/api/token', { ...EXCHANGE, code })).status).toBe(400);
});

test('a code lives a minute', async () => {
  const { site, browser } = await withAccount();
  const code = await consent(browser);
  site.clock.advance(MINUTE);
  expect((await api(site, '/api/token', { ...EXCHANGE, code })).status).toBe(400);
});

test('a program’s token is no cookie, and a cookie no token', async () => {
  const { site, browser } = await withAccount();
  const terminal = new TestTerminal(site);
  await terminal.signIn(browser);
  expect((await new TestBrowser(site, terminal.token).get('/')).location).toBe('/sign-in');
  const headers = { Authorization: `Bearer ${browser.cookie}`, Cookie: `session=${browser.cookie}` };
  const answer = await site.fetch(new Request(`${terminal.server}/api/profile/auth`, { headers }));
  expect(answer.status).toBe(401);
});

test('the consent page sends back what was asked and nothing else that stood in the address', async () => {
  const { browser } = await withAccount();
  const query = new URLSearchParams({ ...REQUEST, decision: 'allow', extra: 'x' });
  const { text } = await browser.get(`/authorize?${query}`);
  const hidden = [...text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name, value]) => [name, value],
  );
  const { csrf, ...fields } = Object.fromEntries(hidden) as Record<string, string>;
  expect(csrf).not.toBe('');
  expect(fields).toEqual(REQUEST);
});

test('a ticket of a program that waits for a passkey tells whether there is one, and opens nothing', async () => {
  const { site, browser } = await withAccount();
  const terminal = new TestTerminal(site);
  await terminal.signIn(browser);
  const headers = {
    Authorization: `Bearer ${terminal.token}`,
    'Content-Type': 'application/x-www-form-urlencoded',
  };
  const opened = await site.fetch(
    new Request(`${terminal.server}/api/profile/auth/passkeys/open`, { method: 'POST', body: '', headers }),
  );
  const { ticket } = (await opened.json()) as { readonly ticket: string };
  const look = (text: string) => api(site, '/api/passkeys/watch', { ticket: text });
  expect(await look(ticket)).toEqual({ status: 200, body: { passkey: null } });
  expect((await look('another')).status).toBe(400);
  const asToken = { Authorization: `Bearer ${ticket}` };
  const refused = await site.fetch(new Request(`${terminal.server}/api/profile/auth`, { headers: asToken }));
  expect(refused.status).toBe(401);
  site.clock.advance(10 * MINUTE);
  expect((await look(ticket)).status).toBe(400);
});

test.each(['/api/token', '/api/device'])(
  '%s refuses an unknown program and damaged requests with JSON',
  async (path) => {
    const { site } = await withAccount();
    expect((await api(site, path, { client_id: 'evil' })).status).toBe(401);
    const url = `http://ankra.localhost:8787${path}`;
    for (const body of ['{', new Uint8Array([0xff])]) {
      const response = await site.fetch(new Request(url, { method: 'POST', body }));
      expect([400, 415]).toContain(response.status);
      expect(await response.json()).toEqual({ error: 'invalid_request' });
    }
    const grant = await api(site, '/api/token', { client_id: 'tally-rp', grant_type: 'password' });
    expect(grant).toEqual({ status: 400, body: { error: 'unsupported_grant_type' } });
  },
);

/** Two grants that a program has not fetched yet: one code of the browser, one allowed device. */
async function grantsOf(site: TestSite, browser: TestBrowser) {
  const code = await consent(browser);
  const { body } = await api(site, '/api/device', { client_id: 'tally-rp' });
  await browser.post('/device', { 'user-code': String(body['user_code']), decision: 'allow' });
  return [
    { ...EXCHANGE, code },
    { ...POLL, device_code: String(body['device_code']) },
  ];
}

async function statusesOf(site: TestSite, grants: readonly Readonly<Record<string, string>>[]) {
  const answers = await Promise.all(grants.map((fields) => api(site, '/api/token', fields)));
  return answers.map(({ status }) => status);
}

test('a program that was allowed and is slow gets its token, once', async () => {
  const { site, browser } = await withAccount();
  const grants = await grantsOf(site, browser);
  expect(await statusesOf(site, grants)).toEqual([200, 200]);
  expect(await statusesOf(site, grants)).toEqual([400, 400]);
});

test('a program allowed by a session without a second factor gets nothing once one is enrolled or required', async () => {
  const enrolled = await withAccount();
  const before = await grantsOf(enrolled.site, enrolled.browser);
  await registerPasskey(enrolled.browser, new SoftwareAuthenticator(enrolled.browser.origin));
  expect(await statusesOf(enrolled.site, before)).toEqual([400, 400]);
  // With a factor it was the user themselves: the next passkey does not undo it.
  const after = await grantsOf(enrolled.site, enrolled.browser);
  await registerPasskey(enrolled.browser, new SoftwareAuthenticator(enrolled.browser.origin, 2));
  expect(await statusesOf(enrolled.site, after)).toEqual([200, 200]);

  const required = await withAccount();
  const grants = await grantsOf(required.site, required.browser);
  await required.browser.post('/groups/1/enforcement/on');
  expect(await statusesOf(required.site, grants)).toEqual([400, 400]);
});

test('a program allowed before an administrator’s reset gets nothing after it', async () => {
  const site = createTestSite({ ...ankra, administratorReset: true });
  const thief = new TestBrowser(site);
  await thief.signUp('ada@example.com');
  await registerPasskey(thief, new SoftwareAuthenticator(thief.origin));
  const grants = await grantsOf(site, thief);
  const admin = new TestBrowser(site);
  await admin.signUp('olga@example.com');
  for (const [email, role] of [
    ['ada@example.com', 'member'],
    ['olga@example.com', 'admin'],
  ] as const) {
    site.users.join(site.users.find(email) ?? 0, { name: 'Shared', role });
  }
  expect((await admin.post('/users/1/reset/confirm', { password: PASSWORD })).status).toBe(200);
  expect(await statusesOf(site, grants)).toEqual([400, 400]);
});
