import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { zipArchive } from '../../../../src/platform/files/zip-archive.ts';
import { zip } from '../../../exports/make/zip.ts';

// Real parameters take their time where many programs share the machine.
vi.setConfig({ testTimeout: 60_000 });

const PASS = 'Schlüssel 🔑';
const files = [
  { name: 'a/b.json', data: Buffer.from('{"a":1}'.repeat(50)) },
  { name: 'ü.txt', data: Buffer.from('text') },
];

async function unpack(archive: Uint8Array, passphrase?: string) {
  const entries = await zipArchive.list(new Uint8Array(archive));
  if (!entries.ok) return entries.error;
  const read = await Promise.all(entries.value.map((entry) => entry.read(passphrase)));
  return read.map((bytes) => (bytes.ok ? Buffer.from(bytes.value).toString() : bytes.error));
}

const contents = files.map(({ data }) => data.toString());

describe('an archive', () => {
  test('in the clear gives its members, with or without a passphrase', async () => {
    expect(await unpack(zip(files))).toEqual(contents);
    expect(await unpack(zip(files), PASS)).toEqual(contents);
  });

  test.each(['aes', 'zipcrypto'] as const)('under %s gives them for its passphrase alone', async (kind) => {
    const archive = zip(files, { kind, passphrase: PASS });
    expect(await unpack(archive, PASS)).toEqual(contents);
    expect(await unpack(archive)).toEqual(['needs-passphrase', 'needs-passphrase']);
    expect(await unpack(archive, 'wrong')).toEqual(['wrong-passphrase', 'wrong-passphrase']);
    expect(await unpack(archive, '')).toEqual(['wrong-passphrase', 'wrong-passphrase']);
  });

  test('whose content was changed is damaged', async () => {
    for (const archive of [zip(files), zip(files, { kind: 'aes', passphrase: PASS })]) {
      const at = archive.indexOf('a/b.json') + 50;
      archive[at] = (archive[at] ?? 0) ^ 0x10;
      expect(await unpack(archive, PASS)).toContain('damaged');
    }
  });

  test('that was cut off is damaged', async () => {
    const archive = zip(files);
    expect(await unpack(archive.subarray(0, -30))).toBe('damaged');
  });

  test('that is changed anywhere gives members or a declared failure', async () => {
    const archives = [zip(files), zip(files, { kind: 'aes', passphrase: PASS })];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...archives), fc.nat(), fc.nat(255), async (archive, place, byte) => {
        const changed = Buffer.from(archive);
        changed[place % changed.length] = byte;
        await unpack(changed, PASS);
      }),
      { numRuns: 300 },
    );
  });
});
