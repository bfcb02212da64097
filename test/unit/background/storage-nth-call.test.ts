// For every thing that is done to a vault: the Nth call of any of its stores fails, for all N. What is found after a
// restart is what was before or what was to be, whole; and what was reported as done is done.
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../src/core/bytes/bytes.ts';
import { FakeBrowser } from '../../support/fake-browser.ts';
import { startWorker, unlock } from '../../support/vault/background.ts';
import { type CallFaultMode, CallFaults, copyBrowser } from '../../support/vault/call-faults.ts';
import { lockedVault } from '../../support/vault/damage.ts';
import { DERIVED_KEY } from '../../support/vault/fixture.ts';
import { type Content, findAfterRestart } from '../../support/vault/recovery.ts';
import type { Scenario } from '../../support/vault/scenarios.ts';
import { SCENARIOS } from '../../support/vault/whole-scenarios.ts';

/** Unlocked, and in the state in which the thing is done. */
async function prepared({ prepare, isFirstRun }: Scenario): Promise<FakeBrowser> {
  if (isFirstRun === true) return new FakeBrowser();
  const { browser } = await lockedVault();
  const worker = startWorker(browser);
  await unlock(worker);
  await prepare?.(worker, browser);
  return browser;
}

interface Tried {
  readonly browser: FakeBrowser;
  readonly calls: number;
  readonly isDone: boolean;
}

async function attempt(
  scenario: Scenario,
  ready: FakeBrowser,
  failAt: number,
  mode: CallFaultMode,
): Promise<Tried> {
  const browser = await copyBrowser(ready);
  const faults = new CallFaults();
  faults.mode = mode;
  faults.failAt = failAt;
  const worker = startWorker(faults.around(browser));
  const crash = faults.died.then(() => false);
  const acting = scenario.act(worker, browser).then(
    () => true,
    () => false,
  );
  const isDone = await Promise.race([acting, crash]);
  // The worker does this by itself a moment later; its failure is no failure of the change.
  await Promise.race([worker.settle().catch(() => undefined), crash]);
  return { browser, calls: faults.calls, isDone };
}

describe.each(SCENARIOS)('for all N, when the Nth call of a store fails while $name', (scenario) => {
  test.each<CallFaultMode>(['refused', 'unanswered', 'crashed'])(
    'and is %s, the vault is as before or as it was to be, and what was reported is there',
    async (mode) => {
      const ready = await prepared(scenario);
      const secrets = scenario.secrets ?? [DERIVED_KEY];
      const mayBeFirstRun = scenario.isFirstRun === true || scenario.erases === true;
      const before = (await findAfterRestart(await copyBrowser(ready), secrets)).content;
      const { browser: whole, calls } = await attempt(scenario, ready, 0, mode);
      const after = (await findAfterRestart(whole, secrets)).content;
      expect(calls).toBeGreaterThan(0);
      if (scenario.leavesContent !== true) expect(after).not.toEqual(before);
      for (let failAt = 1; failAt <= calls; failAt += 1) {
        const { browser, isDone } = await attempt(scenario, ready, failAt, mode);
        await expectWhole(
          browser,
          { before, after, isDone, secrets, mayBeFirstRun },
          `call ${failAt} of ${calls}`,
        );
      }
    },
    60_000,
  );
});

async function expectWhole(
  browser: FakeBrowser,
  {
    before,
    after,
    isDone,
    secrets,
    mayBeFirstRun,
  }: {
    readonly before: Content;
    readonly after: Content;
    readonly isDone: boolean;
    readonly secrets: readonly Bytes[];
    readonly mayBeFirstRun: boolean;
  },
  call: string,
): Promise<void> {
  const { content, path } = await findAfterRestart(browser, isDone ? secrets.slice(-1) : secrets);
  if (!mayBeFirstRun) expect(path, call).not.toContain('first-run');
  expect(isDone ? [after] : [before, after], `${call}, ${path.join(' > ')}`).toContainEqual(content);
}
