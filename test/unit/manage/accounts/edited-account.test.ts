import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Account } from '../../../../src/core/vault/records/account.ts';
import {
  type AccountDraft,
  changedParameters,
  draftOf,
  type Edited,
  editedFrom,
} from '../../../../src/manage/accounts/edited-account.ts';

const ACCOUNT: Account = {
  issuer: 'Example',
  accountName: 'ada',
  parameters: { type: 'totp', algorithm: 'SHA256', digits: 8, period: 60 },
  sites: [{ origin: 'https://example.com', match: 'site' }],
  tags: ['work', 'mail'],
  pinned: true,
  createdAt: 0,
  firstUsedAt: null,
  recoveryCodesLeft: null,
  unknownParameters: [],
};

const edited = (part: Partial<AccountDraft>, before = ACCOUNT) => editedFrom({ ...draftOf(before), ...part });

describe('the form of an account', () => {
  test.each([
    ['totp', ACCOUNT.parameters],
    ['hotp', { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 41 }],
    ['steam', { type: 'steam', algorithm: 'SHA1', digits: 5, period: 30 }],
  ] as const)('saved untouched changes nothing of a %s account', (_type, parameters) => {
    const { issuer, accountName, sites, tags, pinned } = ACCOUNT;
    expect(edited({}, { ...ACCOUNT, parameters })).toEqual({
      issuer,
      accountName,
      sites,
      tags,
      pinned,
      parameters,
    });
  });

  test('says nothing of a counter that was not touched (a rename once set back one that had moved since)', () => {
    const before = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 41 } as const;
    const renamed = edited({ issuer: 'Other' }, { ...ACCOUNT, parameters: before }) as Edited;
    expect(changedParameters(renamed.parameters, before)).toBeUndefined();
    const moved = { ...before, counter: 42 };
    expect(changedParameters(moved, before)).toEqual({ parameters: moved, keepsCounter: false });
    const longer = { ...before, digits: 8 };
    expect(changedParameters(longer, before)).toEqual({ parameters: longer, keepsCounter: true });
  });

  test('takes tags apart, each once', () => {
    expect(edited({ tags: ' work,, home , work,' })).toMatchObject({ tags: ['work', 'home'] });
  });

  test.each<[string, Partial<AccountDraft>, unknown]>([
    ['no name', { issuer: ' ', accountName: '' }, 'no-name'],
    ['a long name', { issuer: 'x'.repeat(257) }, 'too-long'],
    ['many tags', { tags: Array.from({ length: 51 }, (_, index) => index).join() }, 'too-long'],
    ['no site', { lines: 'https://example.com\nnot a site' }, { badSite: 'not a site' }],
    ['5 digits', { digits: '5' }, 'bad-parameters'],
    ['11 digits', { digits: '11' }, 'bad-parameters'],
    ['half a second', { period: '0.5' }, 'bad-parameters'],
    ['an hour and a second', { period: '3601' }, 'bad-parameters'],
    ['an empty number', { digits: '' }, 'bad-parameters'],
    ['a counter that no number holds', { type: 'hotp', counter: '9007199254740992' }, 'bad-parameters'],
  ])('refuses %s', (_what, part, problem) => {
    expect(edited(part)).toEqual(problem);
  });

  test('whatever was typed gives parameters in range, or none', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (digits, period) => {
        const result = edited({ digits, period });
        if (typeof result === 'string' || 'badSite' in result) return;
        expect(result.parameters.digits).toBeGreaterThanOrEqual(6);
        expect(result.parameters.digits).toBeLessThanOrEqual(10);
      }),
    );
  });
});
