import { createDecipheriv, pbkdf2Sync, scryptSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Random } from '../../../../../src/core/vault/outside.ts';
import { encodeBase32 } from '../../../../../src/core/bytes/base32.ts';
import { sealAegis, writeAegis } from '../../../../../src/core/transfer/writers/aegis.ts';
import type { ExportedAccount } from '../../../../../src/core/transfer/writers/exported-account.ts';
import { writeMigration } from '../../../../../src/core/transfer/writers/google-migration.ts';
import { writeOtpauthLines } from '../../../../../src/core/transfer/writers/otpauth-lines.ts';
import { sealTwoFas, writeTwoFas } from '../../../../../src/core/transfer/writers/two-fas.ts';
import { transferKdf } from '../../../../../src/platform/crypto/transfer-kdf.ts';
import { seeded } from '../../../../exports/make/seeded.ts';
import { FIXTURE_PASSPHRASE as PASS } from '../../../../support/transfer-accounts.ts';
import { read } from '../../../../support/transfer-outside.ts';
import { anyAccount } from '../../key-uri/any-account.ts';

// Real parameters take their time where many programs share the machine.
vi.setConfig({ testTimeout: 60_000 });

const NOW = 1_795_608_000_000;

function seededRandom(): Random {
  let drawn = 0;
  return {
    bytes(length) {
      drawn += 1;
      return new Uint8Array(seeded(`writers ${drawn}`, length));
    },
  };
}

const tag = fc.constantFrom('Home', 'Work', 'Häfen & Co');
const anyExported: fc.Arbitrary<ExportedAccount> = fc
  .tuple(anyAccount, fc.array(tag, { maxLength: 2 }), fc.boolean(), fc.string({ maxLength: 20 }))
  .map(([account, tags, pinned, notes]) => ({
    ...account,
    unknownParameters: [],
    tags: [...new Set(tags)],
    pinned,
    notes,
  }));
const anyAccounts = fc.array(anyExported, { minLength: 1, maxLength: 6 });

/** What every format can say. */
function core({ issuer, accountName, secret, parameters }: ExportedAccount) {
  return { issuer, accountName, secret: encodeBase32(secret), parameters };
}

async function readBack(text: string, passphrase?: string) {
  const result = await read(text, passphrase);
  if (!result.ok) throw new Error(result.error);
  expect(result.value.skipped).toEqual([]);
  return result.value;
}

describe('what we write, we read', () => {
  test('as key URIs', async () => {
    await fc.assert(
      fc.asyncProperty(anyAccounts, async (accounts) => {
        const { format, accounts: back } = await readBack(writeOtpauthLines(accounts));
        expect(format).toBe('otpauth');
        expect(back.map(core)).toEqual(accounts.map(core));
      }),
    );
  });

  test('as a vault of Aegis, with tags, pins and notes', async () => {
    await fc.assert(
      fc.asyncProperty(anyAccounts, async (accounts) => {
        const { format, accounts: back } = await readBack(writeAegis(accounts, seededRandom()));
        expect(format).toBe('aegis');
        expect(back.map(core)).toEqual(accounts.map(core));
        const more = ({ tags, pinned, notes }: ExportedAccount) => ({ tags, pinned, notes });
        expect(back.map(more)).toEqual(accounts.map(more));
      }),
    );
  });

  test('as a backup of 2FAS, with the first tag', async () => {
    await fc.assert(
      fc.asyncProperty(anyAccounts, async (accounts) => {
        const outside = { kdf: transferKdf, random: seededRandom(), nowMs: NOW };
        const { format, accounts: back } = await readBack(writeTwoFas(accounts, outside));
        expect(format).toBe('2fas');
        // It has a name in any case, which an account without an issuer gets back as its issuer.
        const named = accounts.filter(({ issuer }) => issuer !== '');
        expect(back.filter((_, index) => accounts[index]?.issuer !== '').map(core)).toEqual(named.map(core));
        expect(back.map(({ tags }) => tags)).toEqual(accounts.map(({ tags }) => tags.slice(0, 1)));
      }),
    );
  });

  test('as the QR codes of Google Authenticator, but for what it does not know', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyExported, { maxLength: 40 }), fc.integer(), async (accounts, batchId) => {
        const { uris, leftOut } = writeMigration(accounts, batchId);
        const known = accounts.filter(
          ({ parameters: p }) =>
            (p.digits === 6 || p.digits === 8) &&
            (p.type === 'hotp' || (p.type === 'totp' && p.period === 30)),
        );
        expect(leftOut).toHaveLength(accounts.length - known.length);
        if (uris.length === 0) return;
        const { format, accounts: back } = await readBack(uris.toReversed().join('\n'));
        expect(format).toBe('google-migration');
        expect(back.map(core)).toEqual(known.map(core));
      }),
    );
  });
});

const [sample] = fc.sample(anyAccounts, { seed: 42, numRuns: 1 });
const accounts = sample ?? [];

test('a sealed vault of Aegis opens by scrypt and AES-GCM of Node, and for us', async () => {
  const text = await sealAegis(accounts, PASS, { kdf: transferKdf, random: seededRandom() });
  if (!text.ok) throw new Error(text.error);
  const { header, db } = JSON.parse(text.value);
  const [slot] = header.slots;
  expect(slot).toMatchObject({ type: 1, n: 32_768, r: 8, p: 1 });
  expect(slot.salt).toHaveLength(64);
  const key = scryptSync(PASS, Buffer.from(slot.salt, 'hex'), 32, {
    N: slot.n,
    r: slot.r,
    p: slot.p,
    maxmem: 2 ** 26,
  });
  const masterKey = openByNode(key, { ...slot.key_params, data: Buffer.from(slot.key, 'hex') });
  const vault = JSON.parse(
    openByNode(masterKey, { ...header.params, data: Buffer.from(db, 'base64') }).toString(),
  );
  expect(vault.entries.map(({ info }: { info: { secret: string } }) => info.secret)).toEqual(
    accounts.map(({ secret }) => encodeBase32(secret)),
  );
  expect((await readBack(text.value, PASS)).accounts.map(core)).toEqual(accounts.map(core));
  expect(await read(text.value, 'not it')).toEqual({ ok: false, error: 'wrong-passphrase' });
});

test('a sealed backup of 2FAS opens by PBKDF2 and AES-GCM of Node, and for us', async () => {
  const outside = { kdf: transferKdf, random: seededRandom(), nowMs: NOW };
  const text = await sealTwoFas(accounts, PASS, outside);
  if (!text.ok) throw new Error(text.error);
  const file = JSON.parse(text.value);
  expect(file).toMatchObject({ schemaVersion: 4, services: [] });
  const open = (sealed: string) => {
    const [data, salt, nonce] = sealed.split(':').map((part) => Buffer.from(part, 'base64'));
    expect([salt?.length, nonce?.length]).toEqual([256, 12]);
    const key = pbkdf2Sync(PASS, salt!, 10_000, 32, 'sha256');
    const tagged = {
      nonce: nonce!.toString('hex'),
      tag: data!.subarray(-16).toString('hex'),
      data: data!.subarray(0, -16),
    };
    return openByNode(key, tagged).toString();
  };
  expect(JSON.parse(open(file.servicesEncrypted))).toHaveLength(accounts.length);
  expect(open(file.reference)).toMatch(/^tRViSsLKzd86Hprh4ceC2OP7[A-Za-z0-9]+$/);
  expect(open(file.reference)).toHaveLength(256);
  expect(file.servicesEncrypted.split(':')[1]).toBe(file.reference.split(':')[1]);
  expect(file.servicesEncrypted.split(':')[2]).not.toBe(file.reference.split(':')[2]);
  expect((await readBack(text.value, PASS)).accounts).toHaveLength(accounts.length);
  expect(await read(text.value, 'not it')).toEqual({ ok: false, error: 'wrong-passphrase' });
});

test('a QR code of Google Authenticator holds ten accounts at most, fewer where they are long', () => {
  const account = (length: number): ExportedAccount => ({
    issuer: 'i'.repeat(length),
    accountName: 'a'.repeat(length),
    secret: new Uint8Array(20),
    parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
    unknownParameters: [],
    tags: [],
    pinned: false,
    notes: '',
  });
  const codes = (length: number) =>
    writeMigration(
      Array.from({ length: 21 }, () => account(length)),
      1,
    ).uris;
  expect(codes(5)).toHaveLength(3);
  expect(codes(200).length).toBeGreaterThan(3);
  for (const uri of codes(200)) expect(uri.length).toBeLessThan(2000);
});

function openByNode(
  key: Buffer,
  { nonce, tag: authTag, data }: { readonly nonce: string; readonly tag: string; readonly data: Buffer },
): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'hex'));
  decipher.setAuthTag(Buffer.from(authTag, 'hex'));
  return Buffer.concat([decipher.update(data), decipher.final()]);
}
