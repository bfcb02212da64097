import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ImportReply, ImportRequest } from '../../../src/platform/files/import-file.ts';
import { FIXTURE_ACCOUNTS, FIXTURE_PASSPHRASE } from '../../support/transfer-accounts.ts';
import { fixtureBytes } from '../../support/transfer-fixtures.ts';

// Real parameters take their time where many programs share the machine.
vi.setConfig({ testTimeout: 60_000 });

const replies: ImportReply[] = [];
let deliver: (request: ImportRequest) => void = () => undefined;

beforeAll(async () => {
  vi.stubGlobal('self', {
    addEventListener: (_type: string, listener: (event: { data: ImportRequest }) => void) => {
      deliver = (data) => listener({ data });
    },
    postMessage: (reply: ImportReply) => void replies.push(reply),
  });
  await import('../../../src/platform/files/import.worker.ts');
});
beforeEach(() => {
  replies.length = 0;
});

async function answersTo(request: ImportRequest): Promise<readonly ImportReply[]> {
  deliver(request);
  await vi.waitFor(() => expect(replies.at(-1)?.kind).toBe('result'), 20_000);
  return replies;
}

test('the worker says how long a derivation takes, that it is done, and what was found', async () => {
  const bytes = fixtureBytes('stratum/strong.authpro');
  const [named, first, second, last] = await answersTo({ bytes, passphrase: FIXTURE_PASSPHRASE });
  expect(named).toEqual({ kind: 'recognised', format: 'stratum' });
  expect(first?.kind === 'deriving' && first.expectedMs).toBeGreaterThan(10);
  expect(second).toEqual({ kind: 'derived' });
  expect(last?.kind === 'result' && last.result.ok && last.result.value.accounts).toHaveLength(
    FIXTURE_ACCOUNTS.length,
  );
});

test('the worker says at once what it cannot read', async () => {
  const bytes = fixtureBytes('ente/encrypted-1-gib.txt');
  expect(await answersTo({ bytes, passphrase: undefined })).toEqual([
    { kind: 'recognised', format: 'ente' },
    { kind: 'result', result: { ok: false, error: 'needs-passphrase' } },
  ]);
});
