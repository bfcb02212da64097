import { expect, test } from 'vitest';
import { ankra } from '../../../src/relying-party/policies/ankra.ts';
import { createRelyingParty } from '../../../src/relying-party/relying-party.ts';
import { TestBrowser } from './support/test-browser.ts';
import { addEnrolledUser, createTestSite, PASSWORD } from './support/test-site.ts';

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

test('an unknown user costs as much hashing as a known one', async () => {
  const site = createRelyingParty({ policy: ankra, scryptCost: { logN: 14, parallelism: 4 } });
  await site.users.add({ email: 'known@example.com', name: 'Known', password: PASSWORD });
  const browser = new TestBrowser(site);
  const timeOf = async (email: string) => {
    const start = performance.now();
    for (let round = 0; round < 3; round += 1) await browser.signIn(email, 'wrong password');
    return performance.now() - start;
  };
  await timeOf('warm-up@example.com');
  const ratio = (await timeOf('nobody@example.com')) / (await timeOf('known@example.com'));
  // Without the hashing the ratio is below 0.1; the bounds leave room for a busy machine.
  expect(ratio).toBeGreaterThan(0.4);
  expect(ratio).toBeLessThan(2.5);
});
