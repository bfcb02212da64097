import { expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../../../src/core/bytes/base64.ts';
import { MAX_USED, openUsage, sealUsage, withUse } from '../../../../../src/core/vault/records/usage.ts';
import { testOutside } from '../../../../support/vault/outside.ts';

const outside = testOutside('usage');
const owner = { vaultKey: outside.random.bytes(32), vaultId: outside.random.bytes(16) };
const usage = new Map([
  ['a', 1],
  ['b', 2],
]);

test('what was sealed is opened again, and nowhere readable', async () => {
  const sealed = await sealUsage(usage, owner, outside);
  expect(await openUsage(sealed, owner, outside.aead)).toEqual(usage);
  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('"a"');
});

test('each sealing is another text', async () => {
  expect(await sealUsage(usage, owner, outside)).not.toBe(await sealUsage(usage, owner, outside));
});

test.each([
  ['another vault key', { ...owner, vaultKey: outside.random.bytes(32) }],
  ['another vault', { ...owner, vaultId: outside.random.bytes(16) }],
])('of %s nothing is opened', async (_of, other) => {
  expect(await openUsage(await sealUsage(usage, owner, outside), other, outside.aead)).toEqual(new Map());
});

test('every changed byte makes it nothing, and no failure', async () => {
  const sealed = decodeBase64(await sealUsage(usage, owner, outside)) ?? new Uint8Array();
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = sealed.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect((await openUsage(encodeBase64(changed), owner, outside.aead)).size).toBe(0);
  }
});

test.each([undefined, null, 7, '', 'no base64', 'AAAA'])('%j is nothing used', async (stored) => {
  expect(await openUsage(stored, owner, outside.aead)).toEqual(new Map());
});

test('a use moves its account to the end, and the oldest of too many goes', () => {
  expect([...withUse(usage, 'a', 3)]).toEqual([
    ['b', 2],
    ['a', 3],
  ]);
  let many: ReadonlyMap<string, number> = new Map();
  for (let use = 0; use <= MAX_USED; use += 1) many = withUse(many, String(use), use);
  expect(many.size).toBe(MAX_USED);
  expect(many.has('0')).toBe(false);
});
