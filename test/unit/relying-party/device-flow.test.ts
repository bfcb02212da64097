import { expect, test } from 'vitest';
import { api, POLL, withAccount } from './support/program.ts';
import { MINUTE, type TestSite } from './support/test-site.ts';
import { TestTerminal } from './support/test-terminal.ts';

test('the device flow asks again while it is open, and signs in once it is allowed', async () => {
  const { site, browser } = await withAccount();
  const terminal = new TestTerminal(site);
  let waits = 0;
  terminal.onWait = async (told) => {
    waits += 1;
    if (waits < 3) return;
    const code = /enter the code ([A-Z0-9-]{9})/.exec(told)?.[1] ?? '';
    const asked = await browser.post('/device', { 'user-code': code.toLowerCase() });
    expect(asked.text).toContain('<strong>tally-rp</strong>');
    const done = await browser.post('/device', { 'user-code': code, decision: 'allow' });
    expect(done.text).toContain('tally-rp is signed in');
  };
  expect((await terminal.run('login --device')).exitCode).toBe(0);
  expect(waits).toBe(3);
  expect(await terminal.runJson('profile auth status')).toMatchObject({ account: 'ada@example.com' });
});

test('the device flow ends with 3 where it is refused', async () => {
  const { site, browser } = await withAccount();
  const terminal = new TestTerminal(site);
  terminal.onWait = async (told) => {
    const code = /enter the code ([A-Z0-9-]{9})/.exec(told)?.[1] ?? '';
    await browser.post('/device', { 'user-code': code, decision: 'refuse' });
  };
  expect((await terminal.run('login --device')).exitCode).toBe(3);
});

async function poll(site: TestSite, deviceCode: unknown): Promise<unknown> {
  return (await api(site, '/api/token', { ...POLL, device_code: String(deviceCode) })).body['error'];
}

test('a program that polls too fast is slowed down from then on', async () => {
  const { site } = await withAccount();
  const { body } = await api(site, '/api/device', { client_id: 'tally-rp' });
  expect(body).toMatchObject({
    interval: 5,
    expires_in: 600,
    verification_uri: 'http://ankra.localhost:8787/device',
  });
  expect(await poll(site, body['device_code'])).toBe('authorization_pending');
  site.clock.advance(4999);
  expect(await poll(site, body['device_code'])).toBe('slow_down');
  site.clock.advance(5000);
  expect(await poll(site, body['device_code'])).toBe('slow_down');
  site.clock.advance(15_000);
  expect(await poll(site, body['device_code'])).toBe('authorization_pending');
});

test('after ten minutes the program is told that the time is over, and the user code finds nothing', async () => {
  const { site, browser } = await withAccount();
  const { body } = await api(site, '/api/device', { client_id: 'tally-rp' });
  site.clock.advance(10 * MINUTE);
  expect(await poll(site, body['device_code'])).toBe('expired_token');
  expect((await browser.post('/device', { 'user-code': String(body['user_code']) })).status).toBe(422);
  expect(await poll(site, 'unknown')).toBe('expired_token');
});

test('a token of the device flow is given once, and a decision is made once', async () => {
  const { site, browser } = await withAccount();
  const { body } = await api(site, '/api/device', { client_id: 'tally-rp' });
  const fields = { 'user-code': String(body['user_code']), decision: 'allow' };
  await browser.post('/device', fields);
  expect((await browser.post('/device', { ...fields, decision: 'refuse' })).status).toBe(422);
  expect(await poll(site, body['device_code'])).toBeUndefined();
  expect(await poll(site, body['device_code'])).toBe('expired_token');
});

test('guessing the user code is slowed down after five wrong ones, and then the right one waits too', async () => {
  const { site, browser } = await withAccount();
  const { body } = await api(site, '/api/device', { client_id: 'tally-rp' });
  for (let guess = 0; guess < 5; guess += 1) {
    expect(
      (await browser.post('/device', { 'user-code': `AAAA-AAA${guess}`, decision: 'allow' })).status,
    ).toBe(422);
  }
  const right = { 'user-code': String(body['user_code']) };
  expect((await browser.post('/device', right)).status).toBe(429);
  site.clock.advance(MINUTE);
  expect((await browser.post('/device', right)).status).toBe(200);
});

test('a program of one’s own does not buy new guesses at the codes of others', async () => {
  const { site, browser } = await withAccount();
  const own = async () =>
    String((await api(site, '/api/device', { client_id: 'tally-rp' })).body['user_code']);
  const guess = async (code: string) => (await browser.post('/device', { 'user-code': code })).status;
  for (let wrong = 0; wrong < 4; wrong += 1) expect(await guess(`AAAA-AAA${wrong}`)).toBe(422);
  expect(await guess(await own())).toBe(200);
  expect(await guess('AAAA-AAAA')).toBe(422);
  expect(await guess('AAAA-AAAB')).toBe(429);
  for (const waitMs of [MINUTE, 2 * MINUTE, 4 * MINUTE]) {
    site.clock.advance(waitMs);
    expect(await guess(await own())).toBe(200);
    expect(await guess('AAAA-AAAC')).toBe(422);
    const refused = await browser.post('/device', { 'user-code': await own() });
    expect(refused.status).toBe(429);
    expect(refused.text).toContain(`Wait ${(2 * waitMs) / MINUTE} minutes`);
  }
  await browser.signIn('ada@example.com');
  site.clock.advance(25 * 60 * MINUTE);
  await browser.signIn('ada@example.com');
  for (let wrong = 0; wrong < 5; wrong += 1) expect(await guess(`AAAA-AAA${wrong}`)).toBe(422);
});
