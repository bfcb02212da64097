import { describe, expect, test } from 'vitest';
import { RecentSurvey } from '../../../../src/background/vault/recent-survey.ts';
import type { Survey } from '../../../../src/background/vault/vault-survey.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { startWorker } from '../../../support/vault/background.ts';
import { testOutside } from '../../../support/vault/outside.ts';

describe('what the engines answered a moment ago', () => {
  test('serves one unlocking, and the next one asks again', async () => {
    const { recent, found, asked, ask } = await noted();
    expect(await recent.takeOr(ask)).toBe(found);
    expect(asked()).toBe(0);
    await recent.takeOr(ask);
    expect(asked()).toBe(1);
  });

  test('serves nobody after two seconds, nor after the clock was set back', async () => {
    for (const ms of [2_001, -1]) {
      const { recent, asked, ask, clock } = await noted();
      clock.advance(ms);
      await recent.takeOr(ask);
      expect(asked()).toBe(1);
    }
  });

  test('serves nobody once a writer has begun, also where the writer fails', async () => {
    const { recent, asked, ask } = await noted();
    const exclusively = recent.writing((work) => work());
    await exclusively(async () => void (await recent.takeOr(ask)));
    expect(asked()).toBe(1);
    const after = await noted();
    const failing = after.recent.writing((work) => work());
    await expect(
      failing(() => {
        after.recent.note(after.found);
        return Promise.reject(new Error('full'));
      }),
    ).rejects.toThrow('full');
    await after.recent.takeOr(after.ask);
    expect(after.asked()).toBe(1);
  });
});

/** Whole surveys of an empty browser: only which one is handed out matters. */
async function noted() {
  const survey = await startWorker(new FakeBrowser()).vaults.survey();
  const { clock } = testOutside();
  const recent = new RecentSurvey(clock);
  const found: Survey = recent.note({ ...survey });
  let asked = 0;
  const ask = async () => {
    asked += 1;
    return survey;
  };
  return { recent, found, clock, ask, asked: () => asked };
}
