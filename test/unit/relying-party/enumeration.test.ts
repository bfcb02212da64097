import type * as nodeCrypto from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { Database } from '../../../src/relying-party/store/database.ts';
import { TestBrowser } from './support/test-browser.ts';
import { addEnrolledUser, createTestSite, PASSWORD } from './support/test-site.ts';

/** The options of each scrypt call: counted, because a measured time depends on what else the machine does. */
const derivations = vi.hoisted((): object[] => []);
vi.mock('node:crypto', async (importOriginal) => {
  const original = await importOriginal<typeof nodeCrypto>();
  const scrypt: typeof original.scrypt = (...call: unknown[]) => {
    derivations.push(call[3] as object);
    Reflect.apply(original.scrypt, undefined, call);
  };
  return { ...original, scrypt };
});

test('an unknown user and a wrong password are answered with one page', async () => {
  const site = createTestSite();
  await addEnrolledUser(site, 'known1@example.com');
  const browser = new TestBrowser(site);
  const csrf = await browser.csrf();
  const post = (email: string) => browser.postRaw('/sign-in', { email, password: 'wrong password', csrf });
  const known = await post('known1@example.com');
  const unknown = await post('nobody@example.com');
  expect(unknown.status).toBe(known.status);
  expect(unknown.text.replaceAll('nobody', 'known1')).toBe(known.text);
  expect([...unknown.headers.keys()]).toEqual([...known.headers.keys()]);
});

test('an unknown user has to wait after as many failures as a known one', async () => {
  const site = createTestSite();
  await addEnrolledUser(site, 'known@example.com');
  for (const email of ['known@example.com', 'nobody@example.com']) {
    const browser = new TestBrowser(site);
    for (let failure = 0; failure < 10; failure += 1) {
      expect((await browser.signIn(email, 'wrong password')).status).toBe(401);
    }
    expect((await browser.signIn(email, 'wrong password')).status).toBe(429);
  }
});

test('an unknown user costs exactly the hashing that a known one costs', async () => {
  const site = createTestSite();
  await site.users.add({ email: 'known@example.com', name: 'Known', password: PASSWORD });
  const costsOf = async (email: string) => {
    derivations.length = 0;
    await new TestBrowser(site).signIn(email, 'wrong password');
    return [...derivations];
  };
  const known = await costsOf('known@example.com');
  expect(known).toHaveLength(1);
  expect(await costsOf('nobody@example.com')).toEqual(known);
});

test('an unknown user costs as many writes to the disk as a known one', async () => {
  const site = createTestSite();
  await site.users.add({ email: 'known@example.com', name: 'Known', password: PASSWORD });
  const run = vi.spyOn(Database.prototype, 'run');
  const writesFor = async (email: string) => {
    const browser = new TestBrowser(site);
    const csrf = await browser.csrf();
    run.mockClear();
    await browser.postRaw('/sign-in', { email, password: 'wrong password', csrf });
    return run.mock.results.filter(({ value }) => (value as { changes: number }).changes > 0).length;
  };
  const known = await writesFor('known@example.com');
  expect(known).toBeGreaterThan(1);
  expect(await writesFor('nobody@example.com')).toBe(known);
  run.mockRestore();
});

test('a recovery code costs the same hashing whether or not the user has a sheet', async () => {
  const site = createTestSite();
  const withSheet = await addEnrolledUser(site, 'sheet@example.com');
  const id = await site.users.add({ email: 'none@example.com', name: 'None', password: PASSWORD });
  site.users.addAuthenticator(id ?? 0);
  const costsOf = async (email: string) => {
    const browser = new TestBrowser(site);
    await browser.signIn(email);
    derivations.length = 0;
    const page = await browser.post('/challenge/recovery-code', { 'recovery-code': 'AAAAA-AAAAA' });
    return { status: page.status, costs: [...derivations] };
  };
  const known = await costsOf(withSheet.email);
  expect(known.costs).toHaveLength(1);
  expect(await costsOf('none@example.com')).toEqual(known);
});
