// Google Authenticator's export, its protobuf byte by byte.
import { FIXTURE_ACCOUNTS, type FixtureAccount } from '../../support/transfer-accounts.ts';
import type { Files } from './plain-parts.ts';

/** It knows six and eight digits, and the period of 30 seconds. */
const known = FIXTURE_ACCOUNTS.filter(({ type, digits }) => type !== 'steam' && digits !== 7);

/** Negative, as every other one is: ten bytes. */
const BATCH_ID = -1_723_904_117;

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}

function integer(number: number, value: number): Buffer {
  return Buffer.concat([varint(BigInt(number * 8)), varint(BigInt(value))]);
}

function field(number: number, value: Buffer | string): Buffer {
  const data = Buffer.from(value);
  return Buffer.concat([varint(BigInt(number * 8 + 2)), varint(BigInt(data.length)), data]);
}

function parameters({
  issuer,
  accountName,
  secret,
  algorithm,
  digits,
  type,
  counter,
}: FixtureAccount): Buffer {
  return Buffer.concat([
    field(1, secret),
    field(2, `${issuer}:${accountName}`),
    field(3, issuer),
    integer(4, ['', 'SHA1', 'SHA256', 'SHA512'].indexOf(algorithm)),
    integer(5, digits === 8 ? 2 : 1),
    integer(6, type === 'hotp' ? 1 : 2),
    ...(type === 'hotp' ? [integer(7, counter)] : []),
  ]);
}

function uri(accounts: readonly FixtureAccount[], index: number, size: number): string {
  const payload = Buffer.concat([
    ...accounts.map((account) => field(1, parameters(account))),
    integer(2, 1),
    integer(3, size),
    integer(4, index),
    integer(5, BATCH_ID),
  ]);
  return `otpauth-migration://offline?data=${encodeURIComponent(payload.toString('base64'))}`;
}

export function migrationExports(): Files {
  const parts = known.map((account, index) => uri([account], index, known.length));
  return {
    'google-migration/one.txt': uri(known, 0, 1),
    'google-migration/four-shuffled.txt': [2, 0, 3, 1].map((index) => parts[index]).join('\n'),
    'google-migration/one-missing.txt': [parts[3], parts[0], parts[2]].join('\n'),
  };
}
