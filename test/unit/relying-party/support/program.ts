import { createHash } from 'node:crypto';
import { TestBrowser } from './test-browser.ts';
import { createTestSite, type TestSite } from './test-site.ts';

// What a program sends by itself, and someone without a second factor whose browser it uses.

const VERIFIER = 'v'.repeat(43);
export const REQUEST = {
  response_type: 'code',
  client_id: 'tally-rp',
  redirect_uri: 'http://127.0.0.1:5000/callback',
  code_challenge_method: 'S256',
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  state: 's'.repeat(43),
};
export const EXCHANGE = {
  grant_type: 'authorization_code',
  client_id: 'tally-rp',
  redirect_uri: REQUEST.redirect_uri,
  code_verifier: VERIFIER,
};

export const POLL = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: 'tally-rp' };

export async function api(site: TestSite, path: string, fields: Readonly<Record<string, string>>) {
  const body = new URLSearchParams(fields);
  const response = await site.fetch(
    new Request(`http://ankra.localhost:8787${path}`, { method: 'POST', body }),
  );
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

export async function withAccount() {
  const site = createTestSite();
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  return { site, browser };
}
