import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import { ankra } from '../../../src/relying-party/policies/ankra.ts';
import { createRelyingParty } from '../../../src/relying-party/relying-party.ts';
import { startRelyingParty } from '../../../src/relying-party/server.ts';

const server = await startRelyingParty();
afterAll(() => server.close());

/** Over a socket, to an address, with a Host header of one's own. */
function ask(host: string, path = '/', address = '127.0.0.1'): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: address, port: server.port, path, headers: { Host: host } }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on('error', reject).end();
  });
}

test('each site answers under its own name', async () => {
  const { text } = await ask(new URL(server.origin('ankra')).host, '/sign-in');
  expect(text).toContain('Sign in to Ankra');
});

test('other names under localhost get the list of sites and the form shapes', async () => {
  expect((await ask(`localhost:${server.port}`)).text).toContain(server.origin('ankra'));
  expect((await ask(`frame.localhost:${server.port}`, '/forms/one-field')).status).toBe(200);
});

test('a name of the web that points here is refused', async () => {
  expect((await ask(`rebound.example:${server.port}`)).status).toBe(421);
  expect((await ask(`rebound.example:${server.port}`, '/forms/one-field')).status).toBe(421);
});

test('each site knows the origin that it is served at, port included', () => {
  for (const [id, site] of server.sites) expect(site.url).toBe(server.origin(id));
});

test.each([
  'https://ankra.localhost',
  'http://ankra.localhost/',
  'http://ankra.example',
  'ankra.localhost',
  '',
])('a site is not made for the origin "%s"', (origin) => {
  expect(() => createRelyingParty({ policy: ankra, origin })).toThrow('origin: expected one like');
});

test('it listens on the loopback address alone', async () => {
  const outer = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal);
  if (outer) await expect(ask('localhost', '/', outer.address)).rejects.toThrow(/ECONNREFUSED/);
});
