import { expect, test } from 'vitest';
import { CHALLENGE, FakePage } from '../../support/vault/fake-page.ts';
import { FakeBrowser } from '../../support/fake-browser.ts';
import { startWorker } from '../../support/vault/background.ts';

test('what the page wants is told from its frames, and hostile answers are nothing', async () => {
  const page = new FakePage();
  const worker = startWorker(new FakeBrowser(), { reach: page });
  const wants: string[] = [];
  for (const look of [
    CHALLENGE,
    { page: 'enrolment', roles: ['enrolment-secret'] },
    { page: 'recovery', roles: ['recovery-code'] },
    { page: 'delivered', roles: ['delivered-code'] },
    '{"page":"challenge"}',
    '["","","",[],[[0]]]',
    { page: 'challenge' },
    'challenge',
    undefined,
  ]) {
    page.look = look;
    wants.push((await worker.autofill.look(7)).wants);
  }
  expect(wants).toEqual([
    'app-code',
    'enrolment',
    'recovery-code',
    'delivered-code',
    ...Array.from({ length: 5 }, () => 'nothing'),
  ]);
  page.frames = [];
  expect((await worker.autofill.look(7)).wants).toBe('unreadable');
});
