// Zip files by zip.js: WinZip's AES and the old encryption, unpacked by the browser's own DecompressionStream. Its `custom` form
// brings no second one in JavaScript along, which every browser that we run in would leave unused.
import {
  configure,
  ERR_ENCRYPTED,
  ERR_INVALID_PASSWORD,
  ERR_UNSUPPORTED_COMPRESSION,
  ERR_UNSUPPORTED_ENCRYPTION,
  type FileEntry,
  Uint8ArrayReader,
  ZipReader,
} from '@zip.js/zip.js/lib/zip-core-custom.js';
import type { Bytes } from '../../core/bytes/bytes.ts';
import { concatBytes } from '../../core/bytes/bytes.ts';
import { encodeUtf8 } from '../../core/bytes/utf8.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { MAX_ARCHIVE_ENTRIES, MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO } from '../../core/transfer/limits.ts';
import type { ArchiveEntry, ArchiveError, Unzip } from '../../core/transfer/outside.ts';

// Its workers would be blobs, which the content security policy refuses; this already runs in a worker of ours.
configure({ useWebWorkers: false, useCompressionStream: true });

export const zipArchive: Unzip = {
  async list(bytes) {
    const entries: ArchiveEntry[] = [];
    try {
      const reader = new ZipReader(new Uint8ArrayReader(bytes));
      for await (const entry of reader.getEntriesGenerator()) {
        if (entries.length === MAX_ARCHIVE_ENTRIES) return err('too-large');
        if (!entry.directory) entries.push(archiveEntry(entry, bytes.length));
      }
    } catch (error) {
      return err(failureOf(error));
    }
    return ok(entries);
  },
};

function archiveEntry(entry: FileEntry, archiveLength: number): ArchiveEntry {
  return {
    name: entry.filename,
    isEncrypted: entry.encrypted,
    async read(passphrase) {
      if (entry.encrypted && passphrase === undefined) return err('needs-passphrase');
      // What an entry claims to have been packed into is no more to be trusted than what it claims to unpack to.
      const packed = Math.min(entry.compressedSize, archiveLength);
      const limit = Math.min(MAX_UNPACKED_BYTES, Math.max(packed, 1024) * MAX_UNPACKED_RATIO);
      if (entry.uncompressedSize > limit) return err('too-large');
      return unpack(entry, limit, passphrase);
    },
  };
}

class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

async function unpack(
  entry: FileEntry,
  limit: number,
  passphrase: string | undefined,
): Promise<Result<Bytes, ArchiveError>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const output = new WritableStream<Uint8Array>({
    write(chunk) {
      length += chunk.length;
      if (length > limit) throw new TooLargeError('more than the archive may unpack to');
      chunks.push(chunk);
    },
  });
  try {
    await entry.getData(output, {
      checkSignature: true,
      // As bytes: from text, the old encryption would take the low byte of each character.
      ...(passphrase === undefined ? {} : { rawPassword: encodeUtf8(passphrase) }),
    });
    return ok(concatBytes(...chunks));
  } catch (error) {
    if (length > limit) return err('too-large');
    const failure = unpackingFailureOf(error);
    // An empty passphrase is none for zip.js, and a wrong one for the user.
    return err(failure === 'needs-passphrase' && passphrase !== undefined ? 'wrong-passphrase' : failure);
  }
}

/** zip.js tells its failures apart by these constants, which are the messages of plain errors. */
function unpackingFailureOf(error: unknown): ArchiveError {
  const message = error instanceof Error ? error.message : '';
  if (message === ERR_ENCRYPTED) return 'needs-passphrase';
  if (message === ERR_INVALID_PASSWORD) return 'wrong-passphrase';
  if (message === ERR_UNSUPPORTED_ENCRYPTION || message === ERR_UNSUPPORTED_COMPRESSION) return 'unsupported';
  return failureOf(error);
}

function failureOf(error: unknown): 'damaged' {
  // DecompressionStream throws TypeError for bad data, and a length that lies is a RangeError.
  if (error instanceof Error || error instanceof DOMException) return 'damaged';
  throw error;
}
