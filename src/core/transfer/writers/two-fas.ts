import { encodeBase32 } from '../../bytes/base32.ts';
import { encodeBase64 } from '../../bytes/base64.ts';
import { encodeHex } from '../../bytes/hex.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { formatKeyUri } from '../../key-uri/format-key-uri.ts';
import { joinLabel } from '../../key-uri/names.ts';
import { ok, type Result } from '../../result.ts';
import type { Random } from '../../vault/outside.ts';
import { sealGcm } from '../containers/cipher.ts';
import { TWO_FAS_ITERATIONS } from '../formats/two-fas.ts';
import type { Kdf } from '../outside.ts';
import type { ExportedAccount } from './exported-account.ts';

const SCHEMA = 4;
const SALT_LENGTH = 256;

/** Not a secret: 2FAS seals this text beside the services and compares it to check a passphrase before anything else. */
const REFERENCE =
  'tRViSsLKzd86Hprh4ceC2OP7xazn4rrt4xhfEUbOjxLX8Rc3mkISXE0lWbmnWfggogbBJhtYgpK6fMl1D6mtsy92R3HkdGfwuXbzLebqVFJs' +
  'R7IZ2w58t938iymwG4824igYy1wi6n2WDpO1Q1P69zwJGs2F5a1qP4MyIiDSD7NCV2OvidXQCBnDlGfmz0f1BQySRkkt4ryiJeCjD2o4Qsve' +
  'J9uDBUn8ELyOrESv5R5DMDkD4iAF8TXU7KyoJujd';

export interface TwoFasOutside {
  readonly kdf: Kdf;
  readonly random: Random;
  /** Milliseconds since the epoch, written as the time of the last change. */
  readonly nowMs: number;
}

/** A backup of 2FAS, schema 4. It has one group an account: the first tag. Notes and pins have no place in it. */
export function writeTwoFas(accounts: readonly ExportedAccount[], { random, nowMs }: TwoFasOutside): string {
  const groups = groupsOf(accounts, random);
  return backupText(groups, { services: servicesOf(accounts, groups, nowMs) }, nowMs);
}

/** The same with the services sealed; the names of the groups stay readable, as 2FAS has it. */
export async function sealTwoFas(
  accounts: readonly ExportedAccount[],
  passphrase: string,
  { kdf, random, nowMs }: TwoFasOutside,
): Promise<Result<string, 'not-enough-memory'>> {
  const salt = random.bytes(SALT_LENGTH);
  const job = { kind: 'pbkdf2', hash: 'SHA-256', iterations: TWO_FAS_ITERATIONS, length: 32 } as const;
  const derived = await kdf.derive(encodeUtf8(passphrase), salt, job);
  if (!derived.ok) return derived;
  const key = derived.value;
  const groups = groupsOf(accounts, random);
  const services = JSON.stringify(servicesOf(accounts, groups, nowMs));
  const sealed = { services: [], servicesEncrypted: seal(services), reference: seal(REFERENCE) };
  return ok(backupText(groups, sealed, nowMs));

  function seal(text: string): string {
    const nonce = random.bytes(12);
    const data = sealGcm({ key, nonce, data: encodeUtf8(text) });
    return [data, salt, nonce].map(encodeBase64).join(':');
  }
}

type Groups = ReadonlyMap<string, string>;

function groupsOf(accounts: readonly ExportedAccount[], random: Random): Groups {
  const tags = new Set(accounts.flatMap(({ tags: [first] }) => first ?? []));
  return new Map([...tags].map((tag) => [tag, encodeHex(random.bytes(16))]));
}

function backupText(groups: Groups, services: object, nowMs: number): string {
  return JSON.stringify({
    ...services,
    groups: [...groups].map(([name, id]) => ({ id, name, isExpanded: true, updatedAt: nowMs })),
    updatedAt: nowMs,
    schemaVersion: SCHEMA,
    appVersionCode: 5_000_029,
    appVersionName: '5.4.9',
    appOrigin: 'android',
  });
}

function servicesOf(accounts: readonly ExportedAccount[], groups: Groups, nowMs: number) {
  return accounts.map((account, position) => ({
    // 2FAS has no service without a name.
    name: account.issuer || account.accountName || '?',
    secret: encodeBase32(account.secret),
    updatedAt: nowMs,
    otp: otpOf(account),
    order: { position },
    groupId: groups.get(account.tags[0] ?? '') ?? null,
  }));
}

function otpOf(account: ExportedAccount) {
  const { parameters } = account;
  const moving = parameters.type === 'hotp' ? { counter: parameters.counter } : { period: parameters.period };
  return {
    link: formatKeyUri(account),
    label: joinLabel(account, (text) => text),
    account: account.accountName,
    issuer: account.issuer,
    digits: parameters.digits,
    ...moving,
    algorithm: parameters.algorithm,
    tokenType: parameters.type.toUpperCase(),
    source: 'Link',
  };
}
