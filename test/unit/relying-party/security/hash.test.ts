import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../../../src/relying-party/security/hash.ts';

const COST = { logN: 1, parallelism: 1 };
const SALT = new Uint8Array(16).fill(7);

test('a password fits its own hash and no other does', async () => {
  const stored = await hashPassword('correct horse', SALT, COST);
  expect(await verifyPassword('correct horse', stored, COST)).toBe(true);
  expect(await verifyPassword('correct horsf', stored, COST)).toBe(false);
});

test('one password has another hash under another salt', async () => {
  expect(await hashPassword('correct horse', SALT, COST)).not.toBe(
    await hashPassword('correct horse', new Uint8Array(16), COST),
  );
});

test('a hash made at one cost is still verified after the cost was raised', async () => {
  const stored = await hashPassword('correct horse', SALT, COST);
  expect(await verifyPassword('correct horse', stored, { logN: 3, parallelism: 2 })).toBe(true);
});

test('a password typed with composed or decomposed letters is one password', async () => {
  const stored = await hashPassword('caf\u00e9 au lait', SALT, COST);
  expect(await verifyPassword('cafe\u0301 au lait', stored, COST)).toBe(true);
});

test.each(['', 'scrypt', 'scrypt$1$1$$', 'scrypt$1$1$????$????', 'plain text'])(
  'the damaged hash %j fits no password',
  async (stored) => {
    expect(await verifyPassword('', stored, COST)).toBe(false);
  },
);

test('hashing leaves the event loop free: other work is done before the hash is', async () => {
  let isHashed = false;
  const hashed = hashPassword('correct horse', new Uint8Array(16), { logN: 15, parallelism: 5 }).then(() => {
    isHashed = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isHashed).toBe(false);
  await hashed;
  expect(isHashed).toBe(true);
});
