import { describe, expect, test } from 'vitest';
import {
  CHUNK_CONTENT_LENGTH,
  CHUNK_LENGTH,
  type ChunkPlace,
  openChunk,
  sealChunk,
} from '../../../../src/core/backup/backup-chunk.ts';
import { everyByteFlipped } from '../../../support/vault/flips.ts';
import { testOutside } from '../../../support/vault/outside.ts';

const { aead } = testOutside();
const PLACE: ChunkPlace = {
  contentKey: new Uint8Array(32).fill(1),
  fileId: new Uint8Array(16).fill(2),
  number: 3,
  isFinal: false,
};
const CONTENT = new Uint8Array(CHUNK_CONTENT_LENGTH).map((_, index) => index % 251);

describe('a chunk', () => {
  test('opens at its own place and has the length of all chunks', async () => {
    const chunk = await sealChunk(CONTENT, PLACE, aead);
    expect(chunk.length).toBe(CHUNK_LENGTH);
    expect(await openChunk(chunk, PLACE, aead)).toEqual(CONTENT);
  });

  test.each<[string, Partial<ChunkPlace>]>([
    ['as the last one', { isFinal: true }],
    ['as the one before', { number: 2 }],
    ['as the one after', { number: 4 }],
    ['as the first', { number: 0 }],
    ['in another file', { fileId: new Uint8Array(16).fill(3) }],
    ['under another key', { contentKey: new Uint8Array(32).fill(2) }],
  ])('does not open %s', async (_where, other) => {
    const chunk = await sealChunk(CONTENT, PLACE, aead);
    expect(await openChunk(chunk, { ...PLACE, ...other }, aead)).toBeUndefined();
  });

  test('that was sealed as the last one opens as no other', async () => {
    const last = await sealChunk(CONTENT, { ...PLACE, isFinal: true }, aead);
    expect(await openChunk(last, PLACE, aead)).toBeUndefined();
    expect(await openChunk(last, { ...PLACE, isFinal: true }, aead)).toEqual(CONTENT);
  });

  test('with a changed byte does not open', async () => {
    const chunk = await sealChunk(CONTENT.slice(0, 200), PLACE, aead);
    for (const [index, changed] of everyByteFlipped(chunk)) {
      expect(await openChunk(changed, PLACE, aead), `byte ${index}`).toBeUndefined();
    }
  });

  test('of the same content is different at every place', async () => {
    const places = [PLACE, { ...PLACE, number: 4 }, { ...PLACE, isFinal: true }];
    const chunks = await Promise.all(places.map((place) => sealChunk(CONTENT, place, aead)));
    const beginnings = chunks.map((chunk) => Buffer.from(chunk.subarray(0, 16)).toString('hex'));
    expect(new Set(beginnings).size).toBe(3);
  });
});
