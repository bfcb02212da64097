import type { Bytes } from '../../../src/core/bytes/bytes.ts';
import type { OtpParameters } from '../../../src/core/otp/otp-parameters.ts';
import type { Account } from '../../../src/core/vault/records/account.ts';
import type { VaultChange } from '../../../src/core/vault/commit.ts';
import { createVault, type NewPassphrase, type OpenKeys } from '../../../src/core/vault/head.ts';
import type { Outside } from '../../../src/core/vault/outside.ts';
import type { VaultRecord } from '../../../src/core/vault/records/record.ts';
import type { VaultStore } from '../../../src/core/vault/store.ts';
import { Vault } from '../../../src/core/vault/vault.ts';
import { START } from './outside.ts';

/** Stands for the 32 bytes that Argon2id gave; deriving them for real would cost each test a quarter of a second. */
export const DERIVED_KEY: Bytes = new Uint8Array(32).fill(0x5a);

export const PASSPHRASE: NewPassphrase = {
  derivedKey: DERIVED_KEY,
  kdf: { memoryKib: 64 * 1024, iterations: 3, parallelism: 4 },
  salt: new Uint8Array(32).fill(0x0c),
};

export const TOTP: OtpParameters = { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 };

/** The secret of RFC 4226 appendix D. */
export const RFC_SECRET: Bytes = new TextEncoder().encode('12345678901234567890');

export function accountNamed(accountName: string, more: Partial<Account> = {}): Account {
  return {
    issuer: 'Example',
    accountName,
    parameters: TOTP,
    sites: [{ origin: 'https://example.com', match: 'origin' }],
    tags: [],
    pinned: false,
    createdAt: START,
    firstUsedAt: null,
    recoveryCodesLeft: null,
    unknownParameters: [],
    ...more,
  };
}

export function recordNamed(accountName: string, more: Partial<Account> = {}): VaultRecord {
  return { type: 'account', account: accountNamed(accountName, more), secret: RFC_SECRET };
}

export function put(id: string, record: VaultRecord, deletedAt: number | null = null): VaultChange {
  return { kind: 'put', id, record, deletedAt };
}

/** The id of the n-th record of a test: 32 hexadecimal digits. */
export function idOf(number: number): string {
  return number.toString(16).padStart(32, '0');
}

export async function newVault(
  store: VaultStore,
  outside: Outside,
): Promise<{ readonly vault: Vault; readonly open: OpenKeys }> {
  const open = await createVault(PASSPHRASE, store, outside);
  return { vault: new Vault(open.keys, store, outside), open };
}

/** All that a vault says, for comparing with what it should say. */
export async function contentOf(
  vault: Vault,
): Promise<readonly (readonly [string, string, number | null])[]> {
  const entries = await vault.entries();
  const records = await vault.readRecords(entries);
  return entries.map(({ id, deletedAt }, index) => {
    const read = records[index];
    return [id, read?.ok === true ? read.record.account.accountName : 'unreadable', deletedAt];
  });
}
