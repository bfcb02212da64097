import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import {
  decodeRoot,
  decodeShard,
  encodeIndexPart,
  type IndexRoot,
  type IndexShard,
} from '../../../../src/core/vault/vault-index.ts';
import { accountNamed, idOf } from '../../../support/vault/fixture.ts';
import { START } from '../../../support/vault/outside.ts';
import { anyAccount } from './any-account.ts';

const HASH = 'ab'.repeat(32);
const ROOT: IndexRoot = {
  seq: 7,
  committedAt: START,
  shards: [{ id: idOf(1), version: 3, hash: HASH, count: 2 }],
  superseded: [`shard/${idOf(1)}/0000000000000002`, `record/${idOf(2)}/0000000000000001`],
};
const SHARD: IndexShard = {
  entries: [
    {
      id: idOf(2),
      type: 'account',
      version: 2,
      hash: HASH,
      updatedAt: START,
      deletedAt: null,
      account: accountNamed('alice'),
    },
  ],
  tombstones: [{ id: idOf(3), removedAt: START }],
};

/** A part with one of its texts replaced. */
function changed(part: IndexRoot | IndexShard, from: string, to: string) {
  const text = JSON.stringify(part);
  expect(text).toContain(from);
  return encodeUtf8(text.replace(from, to));
}

describe('the parts of the index', () => {
  test('read back as they were written', () => {
    expect(decodeRoot(encodeIndexPart(ROOT))).toEqual(ROOT);
    expect(decodeShard(encodeIndexPart(SHARD))).toEqual(SHARD);
  });

  test('keep any account as it is', () => {
    fc.assert(
      fc.property(anyAccount, fc.option(fc.nat()), (account, deletedAt) => {
        const shard = { ...SHARD, entries: SHARD.entries.map((entry) => ({ ...entry, account, deletedAt })) };
        expect(decodeShard(encodeIndexPart(shard))).toEqual(shard);
      }),
    );
  });

  test.each([
    ['"seq":7', '"seq":-1'],
    ['"seq":7', '"seq":7.5'],
    ['"seq":7', '"seq":9007199254740992'],
    ['"seq":7', '"seq":"7"'],
    [HASH, 'ab'],
    [HASH, 'zz'.repeat(32)],
    [idOf(1), '1'],
    ['"count":2', '"count":null'],
    ['shard/', 'head/'],
    ['"superseded"', '"other"'],
  ])('refuse a root where %s became %s', (from, to) => {
    expect(decodeRoot(changed(ROOT, from, to))).toBeUndefined();
  });

  test.each([
    ['"type":"account"', '"type":"sheet"'],
    ['"version":2', '"version":-2'],
    ['"deletedAt":null', '"deletedAt":"never"'],
    ['"digits":6', '"digits":5'],
    [HASH, HASH.slice(1)],
    ['"tombstones"', '"stones"'],
    ['"removedAt":1', '"removedAt":-1'],
  ])('refuse a shard where %s became %s', (from, to) => {
    expect(decodeShard(changed(SHARD, from, to))).toBeUndefined();
  });

  test('are no parts of the other kind', () => {
    expect(decodeRoot(encodeIndexPart(SHARD))).toBeUndefined();
    expect(decodeShard(encodeIndexPart(ROOT))).toBeUndefined();
  });

  test('are never read from arbitrary bytes or JSON, and those never throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json().map(encodeUtf8), fc.uint8Array()), (bytes) => {
        const part = new Uint8Array(bytes);
        expect([decodeRoot(part), decodeShard(part)]).toEqual([undefined, undefined]);
      }),
    );
  });
});
