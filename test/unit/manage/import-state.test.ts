// What came of the files before is not said of the next ones.
import { beforeEach, expect, test, vi } from 'vitest';
import type { ImportOptions } from '../../../src/platform/files/import-file.ts';
import { readExport } from '../../../src/core/transfer/read-export.ts';
import { dropSources, sources } from '../../../src/manage/import/import-sources.ts';
import { failure, saved, takeFiles, takeText } from '../../../src/manage/import/import-state.ts';
import { transferKdf } from '../../../src/platform/crypto/transfer-kdf.ts';
import { zipArchive } from '../../../src/platform/files/zip-archive.ts';

vi.mock('../../../src/platform/browser.ts', () => ({ browser: {} }));
// The worker's program in this thread: a test has no workers of the browser.
vi.mock('../../../src/platform/files/import-file.ts', () => ({
  importFile: (bytes: Uint8Array<ArrayBuffer>, options: ImportOptions) =>
    readExport(bytes, options, { kdf: transferKdf, unzip: zipArchive }),
}));

const LINK = 'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP';
const states = () => sources.value.map(({ is, error }) => [is, error]);

beforeEach(dropSources);

test.each([
  ['a file', () => takeFiles([new File([LINK], 'links.txt')])],
  ['a text', () => takeText(LINK)],
])('%s that is taken ends what was said of the files before', async (_what, take) => {
  saved.value = { seq: 1, added: 2, changed: 0, passkeys: 0, isUndone: false };
  failure.value = 'changed-since';
  await takeFiles([new File([], 'empty'), new File(['a letter'], 'letter.txt')]);
  expect(states()).toEqual([
    ['refused', 'empty'],
    ['refused', 'unsupported'],
  ]);
  expect([saved.value, failure.value]).toEqual([undefined, undefined]);
  saved.value = { seq: 1, added: 2, changed: 0, passkeys: 0, isUndone: false };
  await take();
  expect(states()).toEqual([['read', null]]);
  expect(saved.value).toBeUndefined();
});

test('what can be imported stays, and so does what waits for its passphrase; after a wrong one it goes', async () => {
  await takeText(LINK);
  const [read] = sources.value;
  if (read === undefined) throw new Error('no source');
  sources.value = [
    read,
    { ...read, id: -1, is: 'asking', parsed: null },
    { ...read, id: -2, is: 'asking', parsed: null, error: 'wrong-passphrase' },
  ];
  await takeText('otpauth://totp/b?secret=JBSWY3DPEHPK3PXQ');
  expect(states()).toEqual([
    ['read', null],
    ['asking', null],
    ['read', null],
  ]);
});
