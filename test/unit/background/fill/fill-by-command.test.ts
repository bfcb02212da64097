import { beforeEach, expect, test } from 'vitest';
import { fillByCommand } from '../../../../src/background/fill/fill-by-command.ts';
import { UnfilledNotes } from '../../../../src/background/fill/unfilled-notes.ts';
import { type FailureCode, RequestFailure } from '../../../../src/messaging/failure.ts';
import type { LeftToUser } from '../../../../src/messaging/fill-responses.ts';
import { testOutside } from '../../../support/vault/outside.ts';

const TAB = 7;
let { clock } = testOutside('command');
let unfilled: UnfilledNotes;
let calls: unknown[];

beforeEach(() => {
  ({ clock } = testOutside('command'));
  unfilled = new UnfilledNotes(clock);
  calls = [];
});

function command(outcome: 'filled' | LeftToUser | Error): Promise<void> {
  const autofill = {
    fillOnlyAccount: async (tabId: number, frameId?: number) => {
      calls.push(['fill', tabId, frameId]);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    rememberFill: async (tabId: number) => void calls.push(['remember', tabId]),
  };
  return fillByCommand({ autofill, unfilled, openPopup: async () => calls.push('popup') }, TAB, 4);
}

test('a fill that was done opens no popup and leaves nothing to say', async () => {
  await command('filled');
  expect(calls).toEqual([['fill', TAB, 4]]);
  expect(unfilled.take(TAB)).toBeNull();
});

test.each<readonly [FailureCode]>([['no-field'], ['page-unreachable'], ['insecure-site']])(
  'a fill that fails with %s is told to the popup that opens for it, once',
  async (code) => {
    await command(new RequestFailure(code));
    expect(calls).toEqual([['fill', TAB, 4], 'popup']);
    expect(unfilled.take(TAB)).toBe(code);
    expect(unfilled.take(TAB)).toBeNull();
  },
);

test('what is left to the user and an unforeseen failure are told too; a locked vault goes on after unlocking instead', async () => {
  for (const end of ['choice', 'question', 'wait'] as const) {
    await command(end);
    expect(unfilled.take(TAB)).toBe(end);
  }
  await command(new Error('unforeseen'));
  expect(unfilled.take(TAB)).toBe('internal');
  calls = [];
  await command(new RequestFailure('locked'));
  expect(calls).toEqual([['fill', TAB, 4], ['remember', TAB], 'popup']);
  expect(unfilled.take(TAB)).toBeNull();
});

test('what was not told within half a minute, or is asked for on another tab, is of another matter', async () => {
  await command(new RequestFailure('no-field'));
  expect(unfilled.take(8)).toBeNull();
  await command(new RequestFailure('no-field'));
  clock.advance(30_000);
  expect(unfilled.take(TAB)).toBeNull();
});
