import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteWriter } from '../../../../../src/core/bytes/byte-writer.ts';
import type { Bytes } from '../../../../../src/core/bytes/bytes.ts';
import { encodeUtf8 } from '../../../../../src/core/bytes/utf8.ts';
import type { VaultChange } from '../../../../../src/core/vault/commit.ts';
import { passkeyOf, passkeyRecordOf } from '../../../../../src/core/vault/records/passkey-record.ts';
import { decodeHeader } from '../../../../../src/core/vault/header.ts';
import {
  decodePasskey,
  encodeRecord,
  type StoredRecord,
} from '../../../../../src/core/vault/records/record.ts';
import { sealRotated } from '../../../../../src/core/vault/keys/rotation.ts';
import { salvageState } from '../../../../../src/core/vault/mirror/salvage.ts';
import { shardKey } from '../../../../../src/core/vault/store.ts';
import { Vault } from '../../../../../src/core/vault/vault.ts';
import { passkeyNamed, passkeyRecord } from '../../../../support/passkeys/passkeys.ts';
import { idOf, newVault, PASSPHRASE, put, recordNamed } from '../../../../support/vault/fixture.ts';
import { MemoryStore } from '../../../../support/vault/memory-store.ts';
import { testOutside } from '../../../../support/vault/outside.ts';

const ADA = passkeyRecord('ada');

describe('a passkey as a record', () => {
  test('comes back as it was, whatever its bytes and names', () => {
    const bytes = (minLength: number, maxLength: number) =>
      fc.uint8Array({ minLength, maxLength }).map((read) => new Uint8Array(read));
    const passkey = fc.record({
      credentialId: bytes(1, 1023),
      userHandle: bytes(1, 64),
      userName: fc.string({ unit: 'grapheme', maxLength: 60 }),
      privateKey: bytes(1, 2000),
      prfSecret: bytes(32, 32),
      lastUsedAt: fc.option(fc.nat()),
    });
    fc.assert(
      fc.property(passkey, (more) => {
        const made = passkeyNamed('ada', more);
        const read = decodePasskey(encodeRecord(passkeyRecordOf(made)));
        expect(read && passkeyOf(read)).toEqual(made);
      }),
    );
  });

  test('is written as the format says, byte for byte', () => {
    const description =
      '{"credentialId":"AAH-","rpId":"example.com","rpName":"Example","userHandle":"dTE","userName":"ada",' +
      '"displayName":"Ada","algorithm":-8,"createdAt":1700000000000,"lastUsedAt":null,"hiddenAt":1700000000001,"hasCopy":true}';
    const record = passkeyRecordOf(
      passkeyNamed('ada', {
        credentialId: Uint8Array.of(0, 1, 0xfe),
        userHandle: encodeUtf8('u1'),
        displayName: 'Ada',
        algorithm: -8,
        hiddenAt: 1_700_000_000_001,
        hasCopy: true,
        privateKey: Uint8Array.of(0x30, 0x01),
        prfSecret: new Uint8Array(32).fill(0xaa),
      }),
    );
    const length = description.length.toString(16).padStart(8, '0');
    const text = Buffer.from(description).toString('hex');
    expect(Buffer.from(encodeRecord(record)).toString('hex')).toBe(
      `${length}${text}0026000230010020${'aa'.repeat(32)}`,
    );
  });

  test.each([
    ['a credential id that is no base64url', { credentialId: 'a=b' }],
    ['a credential id with padding', { credentialId: 'YQ==' }],
    ['a credential id of no bytes', { credentialId: '' }],
    ['a credential id of 1024 bytes', { credentialId: Buffer.alloc(1024).toString('base64url') }],
    ['a user handle of 65 bytes', { userHandle: Buffer.alloc(65).toString('base64url') }],
    ['an rp id in upper case', { rpId: 'Example.com' }],
    ['an rp id that is an origin', { rpId: 'https://example.com' }],
    ['an algorithm that nobody signs with here', { algorithm: -35 as -7 }],
    ['a name over 256 units', { userName: 'a'.repeat(257) }],
    ['a time before time began', { createdAt: -1 }],
  ])('is never sealed with %s', (_what, more) => {
    expect(() => encodeRecord(passkeyRecord('ada', more))).toThrow(RangeError);
  });

  test.each([
    ['no private key', [new Uint8Array(0), new Uint8Array(32)]],
    ['a PRF secret of another length', [new Uint8Array(100), new Uint8Array(31)]],
    ['no PRF secret', [new Uint8Array(100)]],
    ['a third secret', [new Uint8Array(100), new Uint8Array(32), new Uint8Array(32)]],
  ])('is not read with %s', (_what, parts) => {
    expect(decodePasskey(recordBytes(JSON.stringify(ADA.passkey), parts))).toBeUndefined();
  });

  test('is not read from arbitrary bytes, and those never throw', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => decodePasskey(new Uint8Array(bytes)) === undefined));
    fc.assert(
      fc.property(fc.json(), (json) => decodePasskey(recordBytes(json, [new Uint8Array(1)])) === undefined),
    );
  });
});

describe('a vault with passkeys', () => {
  test('lists them with all but their keys, beside accounts, in a shard that older programs refuse', async () => {
    const { vault, store } = await vaultOf([put(idOf(1), recordNamed('alice'))]);
    expect(await schemaVersion(vault, store)).toBe(1);
    await vault.commit([keep(2)]);
    expect(await schemaVersion(vault, store)).toBe(3);
    const [entry] = await vault.passkeys();
    expect(entry).toMatchObject({ id: idOf(2), type: 'passkey', version: 1, passkey: ADA.passkey });
    expect(JSON.stringify(entry)).not.toContain('privateKey');
    expect((await vault.root()).shards[0]?.count).toBe(2);
    expect(await vault.readPasskeys(await vault.passkeys())).toEqual([{ ok: true, record: ADA }]);
    expect(await vault.entries()).toHaveLength(1);
    await vault.commit([{ kind: 'remove', id: idOf(2) }]);
    expect(await vault.passkeys()).toEqual([]);
    expect(await schemaVersion(vault, store)).toBe(1);
  });

  test('is the same for a reader that opens it anew', async () => {
    const { vault, store, outside } = await vaultOf([keep(2), put(idOf(1), recordNamed('alice'))]);
    await vault.commit([
      { kind: 'put', id: idOf(2), record: passkeyRecord('ada', { rpName: 'Other' }), deletedAt: 7 },
    ]);
    const again = new Vault(vault.keys, store, outside);
    expect(await again.passkeys()).toEqual(await vault.passkeys());
    expect(await again.passkeys()).toMatchObject([
      { version: 2, deletedAt: 7, passkey: { rpName: 'Other' } },
    ]);
  });

  test('gives no passkey the id of an account', async () => {
    const { vault } = await vaultOf([put(idOf(1), recordNamed('alice'))]);
    await expect(vault.commit([keep(1)])).rejects.toThrow(RangeError);
  });

  test('tells a damaged one from the others', async () => {
    const { vault, store, outside } = await vaultOf([keep(2), keep(3)]);
    const key = (await store.keys()).find((name) => name.startsWith(`record/${idOf(2)}`));
    if (key === undefined) throw new TypeError('no such record');
    const damaged = new Uint8Array(store.values.get(key) ?? []);
    damaged[100] = (damaged[100] ?? 0) ^ 1;
    store.values.set(key, damaged);
    const again = new Vault(vault.keys, store, outside);
    expect((await again.readPasskeys(await again.passkeys())).map(({ ok }) => ok)).toEqual([false, true]);
  });

  test('keeps them when the index is lost, with accounts and by type', async () => {
    const { vault, store, outside } = await vaultOf([keep(2), put(idOf(1), recordNamed('alice'))]);
    const salvaged = await salvageState(store, vault.keys, outside);
    const [shard] = salvaged.shards.values();
    expect(shard?.passkeys).toMatchObject([{ id: idOf(2), type: 'passkey', passkey: ADA.passkey }]);
    expect(shard?.entries).toHaveLength(1);
  });

  test('takes them along under a new vault key', async () => {
    const { vault, store, outside } = await vaultOf([keep(2), put(idOf(1), recordNamed('alice'))]);
    const state = await vault.state();
    const records = new Map<string, StoredRecord>([
      [idOf(1), recordNamed('alice')],
      [idOf(2), ADA],
    ]);
    const head = decodeHeader(store.values.get('head/A') ?? new Uint8Array(0));
    if (!head.ok) throw new TypeError('no header');
    const { derivedKey: secret, ...passphrase } = PASSPHRASE;
    const slot = {
      kind: 'passphrase',
      secret,
      label: '',
      parameters: new Uint8Array(0),
      ...passphrase,
    } as const;
    const rotated = await sealRotated({ header: head.header, ...state, records }, [slot], outside);
    const next = new MemoryStore();
    for (const [key, value] of rotated.puts) next.values.set(key, value);
    const moved = new Vault(rotated.open.keys, next, outside);
    expect(await moved.readPasskeys(await moved.passkeys())).toEqual([{ ok: true, record: ADA }]);
    expect(await moved.passkeys()).toMatchObject([{ id: idOf(2), version: 2 }]);
  });
});

function keep(number: number): VaultChange {
  return { kind: 'put', id: idOf(number), record: ADA, deletedAt: null };
}

async function vaultOf(changes: readonly VaultChange[]) {
  const store = new MemoryStore();
  const outside = testOutside('passkeys');
  const { vault } = await newVault(store, outside);
  await vault.commit(changes);
  return { vault, store, outside };
}

/** As the envelope of the one shard says it in clear: bytes 6 and 7. */
async function schemaVersion(vault: Vault, store: MemoryStore): Promise<number | undefined> {
  const [shard] = (await vault.root()).shards;
  if (shard === undefined) return undefined;
  const [envelope] = await store.read([shardKey(shard.id, shard.version)]);
  return envelope?.[7];
}

function recordBytes(description: string, parts: readonly Bytes[]): Bytes {
  const text = encodeUtf8(description);
  const secret = parts
    .reduce((writer, part) => writer.u16(part.length).bytes(part), new ByteWriter())
    .finish();
  return new ByteWriter().u32(text.length).bytes(text).u16(secret.length).bytes(secret).finish();
}
