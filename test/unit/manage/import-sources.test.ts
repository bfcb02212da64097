import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeUtf8 } from '../../../src/core/bytes/utf8.ts';
import { readExport } from '../../../src/core/transfer/read-export.ts';
import { writeMigration } from '../../../src/core/transfer/writers/google-migration.ts';
import {
  addFiles,
  addText,
  dropSources,
  removeSource,
  sources,
  tryPassphrase,
} from '../../../src/manage/import/import-sources.ts';
import { transferKdf } from '../../../src/platform/crypto/transfer-kdf.ts';
import type { ImportOptions } from '../../../src/platform/files/import-file.ts';
import { zipArchive } from '../../../src/platform/files/zip-archive.ts';
import { FIXTURE_PASSPHRASE } from '../../support/transfer-accounts.ts';
import { newAccount } from '../../support/vault/background.ts';

// The worker's program in this thread: a test has no workers of the browser.
vi.mock('../../../src/platform/files/import-file.ts', () => ({
  importFile: (bytes: Uint8Array<ArrayBuffer>, options: ImportOptions) =>
    readExport(bytes, options, { kdf: transferKdf, unzip: zipArchive }),
}));

/** Its pixels and its codes are the browser's to find; what they say is what the test puts here. */
const codesIn = new Map<string, readonly string[]>();
vi.mock('../../../src/platform/pictures/picture-file.ts', () => ({
  pixelsOfFile: ({ name }: File) =>
    Promise.resolve(name === 'broken.png' ? 'no-picture' : { image: name, isPhoto: false }),
}));
vi.mock('../../../src/platform/pictures/qr-reader.ts', () => ({
  readQrCodes: (image: string) => Promise.resolve({ texts: codesIn.get(image) ?? [], pass: 'none' }),
}));

/** The beginning of a PNG of 300 by 300 pixels, and nothing else. */
function pictureNamed(name: string): File {
  const head = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
  return new File([new Uint8Array([...head, 0, 0, 1, 44, 0, 0, 1, 44, 8, 6, 0, 0, 0])], name);
}

function fileNamed(name: string, folder: string): File {
  return new File([readFileSync(new URL(`../../exports/${folder}`, import.meta.url))], name);
}

/** The QR codes of one export of 25 accounts. */
function migrationUris(): readonly string[] {
  const accounts = Array.from({ length: 25 }, (_, number) => ({
    ...newAccount(`user ${number}`),
    tags: [],
    pinned: false,
    notes: '',
  }));
  return writeMigration(accounts, -7).uris;
}

beforeEach(dropSources);

describe('what is to be imported', () => {
  test('is recognised by its content, whatever the file is called', async () => {
    await addFiles([
      fileNamed('holiday.jpg', 'aegis/plain.json'),
      fileNamed('aegis.json', '2fas/plain-v4.2fas'),
    ]);
    expect(sources.value.map(({ is, format }) => [is, format])).toEqual([
      ['read', 'aegis'],
      ['read', '2fas'],
    ]);
  });

  test('asks again after a wrong passphrase, and has lost nothing', async () => {
    await addFiles([fileNamed('a.json', 'aegis/encrypted.json')]);
    const asking = () => {
      const [source] = sources.value;
      if (source === undefined) throw new Error('no source');
      return source;
    };
    expect(asking()).toMatchObject({ is: 'asking', error: null, format: 'aegis' });
    await tryPassphrase(asking(), 'wrong');
    expect(asking()).toMatchObject({ is: 'asking', error: 'wrong-passphrase' });
    await tryPassphrase(asking(), FIXTURE_PASSPHRASE);
    expect(asking()).toMatchObject({ is: 'read', error: null, parsed: { accounts: { length: 7 } } });
  });

  test('may be pictures of QR codes, whose batches are read together; one without a code says so', async () => {
    const [first = '', second = '', third = ''] = migrationUris();
    codesIn.set('one.png', [first]);
    codesIn.set('two.png', [second, third]);
    await addFiles(['one.png', 'cat.png', 'broken.png', 'two.png'].map(pictureNamed));
    expect(sources.value.map(({ name, is, error }) => [name, is, error])).toEqual([
      ['cat.png', 'refused', 'no-code'],
      ['broken.png', 'refused', 'no-picture'],
      ['one.png', 'read', null],
    ]);
    expect(sources.value[2]?.parsed).toMatchObject({ accounts: { length: 25 }, skipped: [] });
  });

  test('of several QR codes of one export is read together, and only what is missing is missed', async () => {
    const [first = '', second = '', third = ''] = migrationUris();
    await addText(third);
    await addText(first);
    expect(sources.value).toHaveLength(1);
    expect(sources.value[0]?.parsed?.skipped).toEqual([{ name: 'QR code 2 of 3', reason: 'missing-batch' }]);
    await addFiles([new File([second], 'second.txt')]);
    expect(sources.value).toHaveLength(1);
    expect(sources.value[0]?.parsed).toMatchObject({ accounts: { length: 25 }, skipped: [] });
  });

  test('is not read on where the vault was locked meanwhile', async () => {
    const adding = addFiles([
      fileNamed('a.json', 'aegis/plain.json'),
      fileNamed('b.json', '2fas/plain-v4.2fas'),
    ]);
    dropSources();
    await adding;
    expect(sources.value).toEqual([]);
  });

  test('is not brought into memory where it is far too large', async () => {
    const file = new File([], 'bomb.json');
    Object.defineProperty(file, 'size', { value: 500 * 1024 * 1024 });
    const bytes = vi.spyOn(file, 'arrayBuffer');
    await addFiles([file]);
    expect(sources.value[0]).toMatchObject({ is: 'refused', error: 'too-large' });
    expect(bytes).not.toHaveBeenCalled();
  });

  test('is refused by itself where it cannot be read, and stops no other', async () => {
    const folder = new File([], 'folder');
    vi.spyOn(folder, 'arrayBuffer').mockRejectedValue(new DOMException('gone', 'NotFoundError'));
    await addFiles([
      folder,
      new File([encodeUtf8('a letter')], 'letter.txt'),
      fileNamed('a.json', 'aegis/plain.json'),
    ]);
    expect(sources.value.map(({ is, error }) => [is, error])).toEqual([
      ['refused', 'unreadable-file'],
      ['refused', 'unsupported'],
      ['read', null],
    ]);
  });

  test('stays away once it was removed, whatever is still read of it', async () => {
    const reading = addText('otpauth://totp/a?secret=JBSWY3DPEHPK3PXP');
    removeSource(sources.value[0]?.id ?? 0);
    await reading;
    expect(sources.value).toEqual([]);
  });

  test('is called empty where it is, and a backup only where it begins as one', async () => {
    await addFiles([
      new File([], 'empty.json'),
      new File(['T'], 'first-byte'),
      new File(['TLYB and no more'], 'cut-short'),
    ]);
    expect(sources.value.map(({ is, error }) => [is, error])).toEqual([
      ['refused', 'empty'],
      ['refused', 'unsupported'],
      ['refused', 'own-backup'],
    ]);
  });

  test('is sent to its own place where it is a backup of ours', async () => {
    const backup = new URL('../../vectors/backup/', import.meta.url);
    const { readdirSync } = await import('node:fs');
    const name = readdirSync(backup).find((file) => file.endsWith('.tallystick')) ?? '';
    await addFiles([new File([readFileSync(new URL(name, backup))], 'renamed.json')]);
    expect(sources.value[0]).toMatchObject({ is: 'refused', error: 'own-backup' });
  });
});
