import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  lockUnder,
  NO_POLICY,
  POLICY_NAMES,
  readPolicy,
  sitesUnder,
} from '../../../../src/core/policy/policy.ts';
import { LOCK_CHOICES } from '../../../../src/core/vault/lock.ts';

describe('a policy', () => {
  test('is empty where an organisation has set nothing', () => {
    for (const nothing of [undefined, null, {}, [], 'text']) expect(readPolicy(nothing)).toEqual(NO_POLICY);
  });

  test('is read as the schema for administrators has it', () => {
    expect(
      readPolicy({
        allowedLockChoices: ['screen', '5', '1'],
        minimumPassphraseStrength: 'good',
        disableExport: true,
        disablePasskeyProvider: true,
        defaultSites: [{ issuer: 'Harbour', origin: 'https://sso.harbour.example' }],
      }),
    ).toEqual({
      lockChoices: [1, 5, 'screen'],
      leastStrength: 2,
      isExportDisabled: true,
      isPasskeyProviderDisabled: true,
      defaultSites: [{ issuer: 'Harbour', origin: 'https://sso.harbour.example' }],
      notUnderstood: [],
    });
  });

  test.each([
    { allowedLockChoices: [] },
    { allowedLockChoices: ['never'] },
    { allowedLockChoices: [5] },
    { minimumPassphraseStrength: 'excellent' },
    { disableExport: 'yes' },
    { defaultSites: [{ issuer: 'Harbour', origin: 'https://sso.harbour.example/path' }] },
    { somethingNewer: true },
  ])('names what it does not understand and keeps the rest: %j', (wrong) => {
    const [name] = Object.keys(wrong);
    const policy = readPolicy({ disablePasskeyProvider: true, ...wrong });
    expect(policy).toEqual({ ...NO_POLICY, isPasskeyProviderDisabled: true, notUnderstood: [name] });
  });

  test('is the same list of settings as the schema that the browser is given', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../../../public/managed-schema.json', import.meta.url), 'utf8'),
    );
    expect(Object.keys(schema.properties)).toEqual(POLICY_NAMES);
    expect(schema.properties.allowedLockChoices.items.enum).toEqual(LOCK_CHOICES.map(String));
  });

  test('whatever is set, reading it throws nothing and allows some way to lock', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.dictionary(fc.constantFrom(...POLICY_NAMES), fc.anything()),
        (any, some) => {
          for (const given of [any, some]) expect(readPolicy(given).lockChoices.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('under a policy', () => {
  const under = (...choices: readonly string[]) => readPolicy({ allowedLockChoices: choices });

  test('a choice that is allowed stays, and one that is not becomes a stricter one', () => {
    expect(lockUnder(under('1', '15'), 15)).toBe(15);
    expect(lockUnder(under('1', '15'), 60)).toBe(15);
    expect(lockUnder(under('1', '15'), 5)).toBe(1);
    expect(lockUnder(NO_POLICY, 'browser-close')).toBe('browser-close');
  });

  test('where nothing stricter is allowed the strictest counts', () => {
    expect(lockUnder(under('60', 'screen'), 5)).toBe(60);
  });

  test('an account gets the site of its issuer only where it has none', () => {
    const policy = readPolicy({
      defaultSites: [{ issuer: 'Harbour', origin: 'https://sso.harbour.example' }],
    });
    const own = [{ origin: 'https://other.example', match: 'origin' }] as const;
    const named = [{ origin: 'https://sso.harbour.example', match: 'origin' }];
    expect(sitesUnder(policy, { issuer: ' harbour', sites: [] })).toEqual(named);
    expect(sitesUnder(policy, { issuer: 'Harbour', sites: own })).toEqual(own);
    expect(sitesUnder(policy, { issuer: 'Harbour Two', sites: [] })).toEqual([]);
    expect(sitesUnder(policy, { issuer: '', sites: [] })).toEqual([]);
  });
});
