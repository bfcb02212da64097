import { beforeEach, expect, test } from 'vitest';
import { BadgeService } from '../../../../src/background/fill/badge-service.ts';
import { OmniboxService } from '../../../../src/background/accounts/omnibox-service.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { addAccount, createUnlocked, newAccount, type Worker } from '../../../support/vault/background.ts';

let worker: Worker;
let copied: string[];
let omnibox: OmniboxService;

beforeEach(async () => {
  worker = await createUnlocked(new FakeBrowser());
  copied = [];
  omnibox = new OmniboxService({
    ...worker,
    copy: (text) => {
      copied.push(text);
      return Promise.resolve(true);
    },
    noteUse: (id) => worker.uses.note(id, null),
  });
  for (const [issuer, name] of [
    ['GitHub', 'ada'],
    ['GitLab', 'ada'],
    ['GitHub', 'ada'],
    ['Mail', 'x\u202ey'],
  ] as const) {
    await addAccount(worker, newAccount(name, { issuer, sites: [] }));
  }
});

test('names are offered and no codes, each once', async () => {
  expect(await omnibox.offer('git')).toEqual(['GitHub, ada', 'GitLab, ada', 'GitHub, ada (2)']);
  expect(await omnibox.offer('mail')).toEqual(['Mail, x\ufffdy']);
  expect(JSON.stringify(await omnibox.offer(''))).not.toMatch(/\d{6}/);
});

test('a name with characters that turn the direction of writing is chosen as it is offered', async () => {
  const [, , , mail] = await worker.accounts.list(null);
  const [offered = ''] = (await omnibox.offer('mail')) ?? [];
  expect(await omnibox.enter(offered)).toBe('copied');
  expect([...(await worker.usage.read()).keys()]).toEqual([mail?.id]);
});

test('the code of the chosen name is copied, and it counts as used', async () => {
  const [, gitLab] = await worker.accounts.list(null);
  expect(await omnibox.enter('GitLab, ada')).toBe('copied');
  const [answer] = await worker.codes.list([gitLab?.id ?? '']);
  expect(copied).toEqual([answer?.kind === 'time' ? answer.code : '']);
  expect([...(await worker.usage.read()).keys()]).toEqual([gitLab?.id]);
});

test('the second of two accounts with one name is the second one', async () => {
  expect(await omnibox.enter('GitHub, ada (2)')).toBe('copied');
  const third = (await worker.accounts.list(null))[2];
  expect([...(await worker.usage.read()).keys()]).toEqual([third?.id]);
});

test('what fits nothing copies nothing', async () => {
  expect(await omnibox.enter('no such name')).toBe('nothing');
  expect(copied).toEqual([]);
});

test('a locked vault offers nothing and copies nothing', async () => {
  await worker.vaults.lock();
  expect(await omnibox.offer('git')).toBeUndefined();
  expect(await omnibox.enter('GitHub, ada')).toBe('locked');
  expect(copied).toEqual([]);
});

test('the number over the icon is shown on allowed sites only, and goes when the vault locks', async () => {
  await addAccount(worker, newAccount('here'));
  await addAccount(
    worker,
    newAccount('there', { sites: [{ origin: 'https://other.example', match: 'origin' }] }),
  );
  const shown = new Map<number, string>();
  const badges = new BadgeService({
    webTabs: () =>
      Promise.resolve([
        { tabId: 1, origin: 'https://example.com' },
        { tabId: 2, origin: 'https://other.example' },
      ]),
    allowedPatterns: () => Promise.resolve(['https://example.com/*']),
    countOn: (origin) => worker.accounts.countOn(origin),
    show: async (tabId, text) => void shown.set(tabId, text),
  });
  await badges.refresh();
  expect([...shown]).toEqual([[1, '1']]);
  await worker.vaults.lock();
  await badges.refresh();
  expect([...shown]).toEqual([[1, '']]);
});
