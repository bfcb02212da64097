import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bytes, concatBytes } from '../../../../src/core/bytes/bytes.ts';
import { openBy } from '../../../support/backup/fixture.ts';
import {
  endEntry,
  entry,
  fileOf,
  payloadOf,
  recordEntry,
  tombstoneEntry,
} from '../../../support/backup/forger.ts';
import { accountNamed, idOf } from '../../../support/vault/fixture.ts';
import { START } from '../../../support/vault/outside.ts';

const CHUNK_CONTENT = 32 * 1024;

const read = async (...entries: readonly Bytes[]) => openBy(await fileOf(concatBytes(...entries)));

/** The description of an account with something in it that this version does not know. */
function described(change: (description: Record<string, unknown>) => Record<string, unknown>): Bytes {
  return recordEntry({ payload: payloadOf(JSON.stringify(change({ ...accountNamed('alice') }))) });
}

describe('the content of an authentic backup', () => {
  test('is read when it keeps to the rules', async () => {
    const result = await read(recordEntry(), tombstoneEntry(idOf(2)), endEntry(1, 1));
    expect(result).toMatchObject({
      ok: true,
      value: {
        content: {
          records: [
            { id: idOf(1), version: 1, deletedAt: null, record: { account: { accountName: 'alice' } } },
          ],
          tombstones: [{ id: idOf(2), removedAt: START }],
        },
      },
    });
  });

  test('is read whatever the order of the members in a description is', async () => {
    const reversed = described((description) => Object.fromEntries(Object.entries(description).toReversed()));
    expect((await read(reversed, endEntry(1))).ok).toBe(true);
  });

  test.each<[string, Bytes]>([
    ['an unknown kind of entry', entry(3, new Uint8Array(4))],
    ['a type of record that nobody knows', recordEntry({ type: 9 })],
    ['record type 0', recordEntry({ type: 0 })],
    ['a record of a higher schema version', recordEntry({ schemaVersion: 2 })],
    ['an unknown flag', recordEntry({ flag: 2 })],
    ['an unknown member', described((description) => ({ ...description, colour: 'red' }))],
    [
      'an unknown member of the parameters',
      described((d) => ({ ...d, parameters: { ...accountNamed('a').parameters, skew: 3 } })),
    ],
    [
      'an unknown member of a site',
      described((d) => ({ ...d, sites: [{ origin: 'https://a.example', match: 'site', path: '/' }] })),
    ],
    [
      'a third value beside an unknown parameter',
      described((d) => ({ ...d, unknownParameters: [['a', 'b', 'c']] })),
    ],
    [
      'a member named __proto__',
      recordEntry({
        payload: payloadOf(
          JSON.stringify(accountNamed('alice')).replace('{', '{"__proto__":{"pinned":true},'),
        ),
      }),
    ],
  ])('with %s is of a newer format: nothing is left out silently', async (_what, unknown) => {
    expect(await read(unknown, endEntry(1))).toMatchObject({
      ok: false,
      error: 'newer-format',
      damagedChunks: [],
    });
  });

  test.each<[string, readonly Bytes[]]>([
    ['no end', [recordEntry()]],
    ['nothing at all', []],
    ['kind 0', [entry(0, new Uint8Array(4)), endEntry(0)]],
    ['an end that counts too many records', [recordEntry(), endEntry(2)]],
    ['an end that counts too few records', [recordEntry(), recordEntry({ id: idOf(2) }), endEntry(1)]],
    ['an end that counts too many tombstones', [recordEntry(), endEntry(1, 1)]],
    ['an end that is too long', [entry(255, new Uint8Array(9))]],
    ['an end that is too short', [entry(255, new Uint8Array(7))]],
    ['entries after the end', [endEntry(0), recordEntry()]],
    ['a byte after the end', [endEntry(0), new Uint8Array([1])]],
    ['a byte at the very end', [endEntry(0), new Uint8Array(CHUNK_CONTENT - 14), new Uint8Array([1])]],
    ['a chunk after the end', [endEntry(0), new Uint8Array(CHUNK_CONTENT)]],
    ['an entry longer than the file', [entry(1, new Uint8Array(100), 0xffff_ffff), endEntry(1)]],
    ['an id that occurs twice', [recordEntry(), recordEntry(), endEntry(2)]],
    ['an id of a record and of a tombstone', [recordEntry(), tombstoneEntry(idOf(1)), endEntry(1, 1)]],
    ['a tombstone that is too short', [entry(2, new Uint8Array(23)), endEntry(0, 1)]],
    ['a tombstone that is too long', [entry(2, new Uint8Array(25)), endEntry(0, 1)]],
    ['a record that is too short', [entry(1, new Uint8Array([1, 0, 1, 0])), endEntry(1)]],
    ['record version 0', [recordEntry({ version: 0 }), endEntry(1)]],
    ['schema version 0', [recordEntry({ schemaVersion: 0 }), endEntry(1)]],
    ['a time in the trash for a record in use', [recordEntry({ deletedAt: 5 }), endEntry(1)]],
    ['a record that is no record', [recordEntry({ payload: new Uint8Array(20) }), endEntry(1)]],
    [
      'a record with a byte too many',
      [recordEntry({ payload: concatBytes(payloadOf('{}'), new Uint8Array(1)) })],
    ],
    ['a label too long', [described((d) => ({ ...d, issuer: 'x'.repeat(257) })), endEntry(1)]],
    ['a label that is no text', [described((d) => ({ ...d, issuer: 7 })), endEntry(1)]],
    ['a missing member', [described(({ issuer: _issuer, ...d }) => d), endEntry(1)]],
    ['a million open brackets', [recordEntry({ payload: payloadOf('['.repeat(1_000_000)) }), endEntry(1)]],
    [
      'a list a hundred thousand deep',
      [recordEntry({ payload: payloadOf('['.repeat(100_000) + ']'.repeat(100_000)) }), endEntry(1)],
    ],
  ])('with %s is refused', async (_what, entries) => {
    expect(await read(...entries)).toMatchObject({ ok: false, error: 'damaged', damagedChunks: [] });
  });

  test('with more than 100 000 entries is refused', async () => {
    const one = tombstoneEntry(idOf(0));
    const content = new Uint8Array(100_001 * one.length);
    for (let index = 0; index < 100_001; index += 1) {
      content.set(one, index * one.length);
      new DataView(content.buffer).setUint32((index + 1) * one.length - 12, index);
    }
    expect(await read(content, endEntry(0, 100_001))).toMatchObject({ ok: false, error: 'too-large' });
  }, 30_000);

  test('that is one entry of 60 MB is refused in a moment, not after copying it again for each chunk', async () => {
    const file = await fileOf(entry(1, new Uint8Array(60_000_000)));
    // The time of this process, whatever else the machine does. Copying it again for each chunk is 55 GB.
    const before = process.cpuUsage();
    expect((await openBy(file)).ok).toBe(false);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(10_000);
  }, 60_000);

  test('never throws, whatever it is', async () => {
    const anyEntry = fc
      .tuple(fc.constantFrom(0, 1, 2, 3, 255), fc.uint8Array({ maxLength: 80 }), fc.nat({ max: 90 }))
      .map(([kind, body, length]) => entry(kind, body, length));
    const anyContent = fc
      .tuple(fc.array(anyEntry, { maxLength: 4 }), fc.boolean())
      .map(([entries, withRecord]) => concatBytes(...(withRecord ? [recordEntry()] : []), ...entries));
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyContent, fc.uint8Array({ maxLength: 200 })), async (content) => {
        const result = await openBy(await fileOf(new Uint8Array(content)));
        expect(result.ok || ['damaged', 'newer-format', 'too-large'].includes(result.error)).toBe(true);
      }),
    );
  }, 30_000);
});
