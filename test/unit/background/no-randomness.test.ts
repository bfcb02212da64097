// A random source that fails, or gives zeros, at its Nth draw, for all N: nothing of that change is written.
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../../src/background/routes.ts';
import { checkedRandom } from '../../../src/core/vault/checked-random.ts';
import type { Random } from '../../../src/core/vault/outside.ts';
import { FakeBrowser } from '../../support/fake-browser.ts';
import {
  addAccount,
  createUnlocked,
  newAccount,
  startWorker,
  type Worker,
} from '../../support/vault/background.ts';
import { storeText } from '../../support/vault/memory-store.ts';
import { PASSPHRASE } from '../../support/vault/fixture.ts';

type Fault = 'throws' | 'zeros';

/** A browser whose random source fails at the draw that is named, and ever after. */
class FaultyBrowser extends FakeBrowser {
  draws = 0;
  failAt = Number.POSITIVE_INFINITY;

  constructor(fault: Fault) {
    super();
    const good = this.outside.random;
    const random: Random = {
      bytes: (length) => {
        this.draws += 1;
        if (this.draws < this.failAt) return good.bytes(length);
        if (fault === 'zeros') return new Uint8Array(length);
        throw new DOMException('no entropy', 'OperationError');
      },
    };
    Object.assign(this.outside, { random: checkedRandom(random) });
  }
}

const CHANGES: { readonly [name: string]: (worker: Worker, id: string) => Promise<unknown> } = {
  added: (worker) => addAccount(worker, newAccount('bob')),
  edited: (worker, id) => worker.accounts.edit({ id, issuer: 'Other', accountName: 'alice', sites: [] }),
  'thrown away': (worker, id) => worker.accounts.trash(id),
};

describe.each<Fault>(['throws', 'zeros'])('a random source that %s', (fault) => {
  test('lets no vault be made, at whichever draw it begins', async () => {
    const whole = new FaultyBrowser(fault);
    await createUnlocked(whole);
    expect(whole.draws).toBeGreaterThan(3);
    for (let failAt = 1; failAt <= whole.draws; failAt += 1) {
      const browser = new FaultyBrowser(fault);
      browser.failAt = failAt;
      const creating = startWorker(browser).vaults.create(PASSPHRASE);
      expect(await creating.catch(failureOf)).toBe('no-randomness');
      expect(browser.memory.values.size).toBe(0);
      expect(browser.session).toBeUndefined();
      expect(browser.local.marker).toBeUndefined();
    }
  });

  test.each(Object.keys(CHANGES))(
    'lets no account be %s, and what was there stays readable',
    async (name) => {
      const change = CHANGES[name]!;
      const whole = await withAccount(fault);
      const before = whole.browser.draws;
      await change(whole.worker, whole.id);
      const draws = whole.browser.draws - before;
      expect(draws).toBeGreaterThan(1);
      for (let draw = 1; draw <= draws; draw += 1) {
        const { browser, worker, id } = await withAccount(fault);
        const stored = storeText(browser.memory);
        browser.failAt = browser.draws + draw;
        expect(await change(worker, id).catch(failureOf)).toBe('no-randomness');
        expect(storeText(browser.memory)).toBe(stored);
        const views = await startWorker(browser).accounts.list(null);
        expect(views.map(({ account }) => account.accountName)).toEqual(['alice']);
      }
    },
  );
});

async function withAccount(fault: Fault) {
  const browser = new FaultyBrowser(fault);
  const worker = await createUnlocked(browser);
  return { browser, worker, id: await addAccount(worker, newAccount('alice')) };
}
