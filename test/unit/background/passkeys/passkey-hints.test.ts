import { beforeEach, expect, test } from 'vitest';
import { PasskeyHints } from '../../../../src/background/passkeys/passkey-hints.ts';
import { testOutside } from '../../../support/vault/outside.ts';

let kept: readonly string[] | undefined;
let stored: unknown;
let writes: number;
let hints: PasskeyHints;

beforeEach(() => {
  kept = [];
  stored = undefined;
  writes = 0;
  hints = new PasskeyHints({
    store: {
      read: async () => stored,
      write: async (next) => {
        stored = next;
        writes += 1;
      },
    },
    rpIds: async () => kept,
    random: testOutside().random,
  });
});

test('an open vault says itself for which sites it has passkeys, whatever the hints say', async () => {
  kept = ['shop.example'];
  expect(await hints.among(['login.shop.example', 'shop.example'])).toEqual(['shop.example']);
});

test('a locked vault says it by its hints, which name no site', async () => {
  kept = ['shop.example', 'bank.example', 'shop.example'];
  expect(await hints.follow()).toBe(true);
  kept = undefined;
  expect(await hints.among(['login.shop.example', 'shop.example'])).toEqual(['shop.example']);
  expect(JSON.stringify(stored)).not.toMatch(/shop|bank|example/);
});

test('hints change where the sites do, and are written only then', async () => {
  expect(await hints.follow()).toBe(false);
  kept = ['shop.example'];
  expect(await hints.follow()).toBe(true);
  kept = ['shop.example', 'shop.example'];
  expect(await hints.follow()).toBe(false);
  kept = undefined;
  expect(await hints.follow()).toBe(false);
  expect(writes).toBe(1);
  kept = [];
  expect(await hints.follow()).toBe(true);
  kept = undefined;
  expect(await hints.among(['shop.example'])).toEqual([]);
});

test('hints that cannot be read say nothing of any site', async () => {
  stored = { key: 'zz', marks: [7] };
  kept = undefined;
  expect(await hints.among(['shop.example'])).toEqual([]);
});
