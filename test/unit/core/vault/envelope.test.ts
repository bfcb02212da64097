import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ENVELOPE_HEADER_LENGTH,
  type EnvelopeHeader,
  openEnvelope,
  readEnvelopeHeader,
  sealEnvelope,
} from '../../../../src/core/vault/envelope.ts';
import { everyByteFlipped, everyTruncation, flipped } from '../../../support/vault/flips.ts';
import { testOutside } from '../../../support/vault/outside.ts';

const KEY = new Uint8Array(32).fill(7);
const CONTENT = new TextEncoder().encode('what is sealed');
const HEADER: EnvelopeHeader = {
  kind: 'record',
  recordType: 1,
  schemaVersion: 1,
  vaultId: new Uint8Array(16).fill(1),
  epoch: 3,
  id: new Uint8Array(16).fill(2),
  version: 9,
};
const OTHER = new Uint8Array(16).fill(9);
const outside = testOutside();

const sealed = () => sealEnvelope(KEY, HEADER, CONTENT, testOutside());

describe('a sealed envelope', () => {
  test('opens to what was sealed, with its schema version', async () => {
    const opened = await openEnvelope(KEY, HEADER, await sealed(), outside);
    expect(opened).toEqual({ ok: true, plaintext: CONTENT, schemaVersion: 1 });
  });

  test('opens to any content of any length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
        const content = new Uint8Array(bytes);
        const opened = await openEnvelope(
          KEY,
          HEADER,
          await sealEnvelope(KEY, HEADER, content, outside),
          outside,
        );
        expect(opened).toEqual({ ok: true, plaintext: content, schemaVersion: 1 });
      }),
    );
  });

  test('says in clear what it is', async () => {
    expect(readEnvelopeHeader(await sealed())).toEqual(HEADER);
  });

  test('shows of its content only the number of 128-byte buckets', async () => {
    const lengthOf = async (length: number) =>
      (await sealEnvelope(KEY, HEADER, new Uint8Array(length), outside)).length - ENVELOPE_HEADER_LENGTH - 16;
    expect(await Promise.all([0, 1, 124, 125, 252, 253].map(lengthOf))).toEqual([
      128, 128, 128, 256, 256, 384,
    ]);
  });

  test('differs in every part that is not its header when the same content is sealed again', async () => {
    const both = testOutside();
    const first = await sealEnvelope(KEY, HEADER, CONTENT, both);
    const second = await sealEnvelope(KEY, HEADER, CONTENT, both);
    expect(first.slice(0, 52)).toEqual(second.slice(0, 52));
    expect(first.slice(52, 84)).not.toEqual(second.slice(52, 84));
    expect(first.slice(84)).not.toEqual(second.slice(84));
  });

  test('is refused when any of its bytes is changed', async () => {
    for (const [index, damaged] of everyByteFlipped(await sealed())) {
      const opened = await openEnvelope(KEY, HEADER, damaged, outside);
      expect(opened.ok, `byte ${index}`).toBe(false);
    }
  });

  test('is refused at every shorter length, and with a byte too many', async () => {
    const envelope = await sealed();
    for (const cut of everyTruncation(envelope)) {
      expect((await openEnvelope(KEY, HEADER, cut, outside)).ok, `${cut.length} bytes`).toBe(false);
    }
    const longer = new Uint8Array([...envelope, 0]);
    expect(await openEnvelope(KEY, HEADER, longer, outside)).toEqual({ ok: false, error: 'damaged' });
  });

  test.each<[string, Partial<EnvelopeHeader>]>([
    ['kind', { kind: 'shard' }],
    ['record type', { recordType: 2 }],
    ['vault', { vaultId: OTHER }],
    ['epoch', { epoch: 4 }],
    ['id', { id: OTHER }],
    ['earlier version', { version: 8 }],
    ['later version', { version: 10 }],
  ])('is refused in the place of one of another %s', async (_field, other) => {
    const opened = await openEnvelope(KEY, { ...HEADER, ...other }, await sealed(), outside);
    expect(opened).toEqual({ ok: false, error: 'unexpected' });
  });

  test('is refused with another purpose key', async () => {
    const opened = await openEnvelope(flipped(KEY, 0), HEADER, await sealed(), outside);
    expect(opened).toEqual({ ok: false, error: 'damaged' });
  });

  test('whose clear header was rewritten to fit another place is refused by its tag', async () => {
    const other = await sealEnvelope(KEY, { ...HEADER, id: OTHER }, CONTENT, outside);
    const moved = new Uint8Array([...(await sealed()).slice(0, 52), ...other.slice(52)]);
    expect(await openEnvelope(KEY, HEADER, moved, outside)).toEqual({ ok: false, error: 'damaged' });
  });

  test.each([0x32, 0x39, 0xff])('with the format byte %i is newer, not damaged', async (last) => {
    const envelope = await sealed();
    envelope[3] = last;
    expect(readEnvelopeHeader(envelope)).toBe('newer-format');
    expect(await openEnvelope(KEY, HEADER, envelope, outside)).toEqual({ ok: false, error: 'newer-format' });
  });

  test('with content of a later schema is refused, so that an older program never rewrites it', async () => {
    const later = await sealEnvelope(KEY, { ...HEADER, schemaVersion: 2 }, CONTENT, outside);
    expect(await openEnvelope(KEY, HEADER, later, outside)).toEqual({ ok: false, error: 'newer-format' });
  });

  test('with content of an earlier schema opens and says which', async () => {
    const earlier = await sealEnvelope(KEY, HEADER, CONTENT, outside);
    const opened = await openEnvelope(KEY, { ...HEADER, schemaVersion: 2 }, earlier, outside);
    expect(opened).toMatchObject({ ok: true, schemaVersion: 1 });
  });

  test('is not made with a random source that returns zeros or too little', async () => {
    for (const bytes of [new Uint8Array(32), new Uint8Array(31).fill(1)]) {
      const broken = { ...outside, random: { bytes: () => bytes } };
      await expect(sealEnvelope(KEY, HEADER, CONTENT, broken)).rejects.toThrow(RangeError);
    }
  });
});

describe('arbitrary bytes', () => {
  test('are never an envelope and never throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const opened = await openEnvelope(KEY, HEADER, new Uint8Array(bytes), outside);
        expect(opened.ok).toBe(false);
      }),
    );
  });

  test('after a right header are refused', async () => {
    const header = (await sealed()).slice(0, 52);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const opened = await openEnvelope(KEY, HEADER, new Uint8Array([...header, ...bytes]), outside);
        expect(opened).toEqual({ ok: false, error: 'damaged' });
      }),
    );
  });
});
