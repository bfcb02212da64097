import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { inspectFile, type InspectOptions } from '../../../../scripts/inspect/inspect-file.ts';
import { MAX_FILE_BYTES } from '../../../../src/core/transfer/limits.ts';
import {
  base32Of,
  FIXTURE_ACCOUNTS,
  FIXTURE_PASSPHRASE,
  FIXTURE_TIME_MS,
  independentCode,
} from '../../../support/transfer-accounts.ts';

// Real parameters take their time where many programs share the machine.
vi.setConfig({ testTimeout: 60_000 });

const EXPORTS = path.resolve(import.meta.dirname, '../../../exports');
const folder = mkdtempSync(path.join(tmpdir(), 'inspect-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function inspect(file: string, options: Partial<InspectOptions> = {}) {
  const { line, exitCode } = await inspectFile(path.resolve(EXPORTS, file), {
    passphrase: undefined,
    atMs: FIXTURE_TIME_MS,
    showSecrets: false,
    ...options,
  });
  expect(line).not.toContain('\n');
  return { json: JSON.parse(line), line, exitCode };
}

test('one line tells the format, the accounts with their codes at that moment, and what was skipped', async () => {
  const { json, line, exitCode } = await inspect('aegis/encrypted.json', { passphrase: FIXTURE_PASSPHRASE });
  expect(exitCode).toBe(0);
  expect(Object.keys(json)).toEqual(['format', 'accounts', 'skipped']);
  expect(json.format).toBe('aegis');
  expect(json.skipped).toEqual([]);
  expect(json.accounts).toEqual(
    FIXTURE_ACCOUNTS.map((account) => ({
      issuer: account.issuer,
      accountName: account.accountName,
      type: account.type,
      algorithm: account.algorithm,
      digits: account.digits,
      period: account.type === 'hotp' ? null : account.period,
      counter: account.type === 'hotp' ? account.counter : null,
      code: independentCode(account),
    })),
  );
  for (const { secret } of FIXTURE_ACCOUNTS) expect(line).not.toContain(base32Of(secret));
});

test('another moment has other codes', async () => {
  const { json } = await inspect('otpauth/lines.txt', { atMs: 59_000 });
  expect(json.accounts.map(({ code }: { code: string }) => code)).toEqual(
    FIXTURE_ACCOUNTS.map((account) => independentCode(account, 59_000)),
  );
});

test('secrets are shown when they are asked for', async () => {
  const { json } = await inspect('otpauth/lines.txt', { showSecrets: true });
  expect(json.accounts.map(({ secret }: { secret: string }) => secret)).toEqual(
    FIXTURE_ACCOUNTS.map(({ secret }) => base32Of(secret)),
  );
});

test('a file that cannot be read exits with 2 and its reason', async () => {
  const answer = async (file: string, passphrase?: string) => {
    const { line, exitCode } = await inspect(file, { passphrase });
    return [exitCode, line];
  };
  expect(await answer('aegis/encrypted.json')).toEqual([2, '{"error":"needs-passphrase"}']);
  expect(await answer('aegis/encrypted.json', 'not it')).toEqual([2, '{"error":"wrong-passphrase"}']);
  const file = path.join(folder, 'file');
  writeFileSync(file, '{"version":1,"header":');
  expect(await answer(file)).toEqual([2, '{"error":"damaged"}']);
  writeFileSync(file, 'nothing of the kind');
  expect(await answer(file)).toEqual([2, '{"error":"unsupported"}']);
  truncateSync(file, MAX_FILE_BYTES * 25);
  expect(await answer(file)).toEqual([2, '{"error":"too-large"}']);
});
