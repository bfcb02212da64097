import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { crm } from '../../../src/relying-party/policies/crm.ts';
import type { Policy } from '../../../src/relying-party/policies/policy.ts';
import { createRelyingParty } from '../../../src/relying-party/relying-party.ts';
import { answerWithPasskey, registerPasskey } from './support/passkey-steps.ts';
import { SoftwareAuthenticator } from './support/software-authenticator.ts';
import { TestBrowser } from './support/test-browser.ts';
import { PASSWORD } from './support/test-site.ts';

const EMAIL = 'ada@example.com';

test('crm: with enrolment shipping soon, the passkeys of before sign in and can be removed, and none is added', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'coming-soon-'));
  const data = path.join(folder, 'rp.sqlite');
  const scryptCost = { logN: 1, parallelism: 1 };
  const before = createRelyingParty({ policy: crm, data, scryptCost });
  const owner = new TestBrowser(before);
  await owner.signUp(EMAIL);
  await owner.post('/step-up', { proof: 'password', password: PASSWORD });
  const authenticator = new SoftwareAuthenticator(owner.origin);
  await registerPasskey(owner, authenticator);
  before.close();

  const comingSoon: Policy = { ...crm, passkeys: { ...crm.passkeys!, enrolment: 'coming-soon' } };
  const site = createRelyingParty({ policy: comingSoon, data, scryptCost });
  const browser = new TestBrowser(site);
  await browser.signIn(EMAIL);
  expect((await answerWithPasskey(browser, authenticator, 'second-factor')).location).toBe('/');
  const { text } = await browser.get('/settings/security');
  expect(text).toMatch(/disabled>\s*Coming soon/);
  expect(text).not.toContain('href="/passkeys/new"');
  expect((await answerWithPasskey(browser, authenticator, 'step-up')).status).toBe(303);
  expect((await browser.get('/passkeys/new')).status).toBe(404);
  expect((await browser.post('/ceremonies/registration')).status).toBe(404);
  expect((await browser.post('/passkeys/1/remove')).location).toContain('notice=passkey-removed');
  site.close();
  rmSync(folder, { recursive: true });
});
