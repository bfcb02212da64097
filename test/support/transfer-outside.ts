import type { Bytes } from '../../src/core/bytes/bytes.ts';
import type { Result } from '../../src/core/result.ts';
import type { Kdf, TransferOutside } from '../../src/core/transfer/outside.ts';
import type { ParsedExport } from '../../src/core/transfer/parsed-export.ts';
import { readExport } from '../../src/core/transfer/read-export.ts';
import type { TransferError } from '../../src/core/transfer/transfer-error.ts';
import { transferKdf } from '../../src/platform/crypto/transfer-kdf.ts';
import { zipArchive } from '../../src/platform/files/zip-archive.ts';

/** The real derivations, each done once however often it is asked for. */
function rememberingKdf(): Kdf {
  const known = new Map<string, ReturnType<Kdf['derive']>>();
  return {
    derive(passphrase, salt, job) {
      const name = JSON.stringify([[...passphrase], [...salt], job]);
      const key = known.get(name) ?? transferKdf.derive(passphrase, salt, job);
      known.set(name, key);
      return key;
    },
  };
}

/** For what must be refused before any derivation. */
export const forbiddenKdf: Kdf = {
  derive: () => Promise.reject(new Error('a derivation was asked for')),
};

const outside: TransferOutside = { kdf: rememberingKdf(), unzip: zipArchive };

export function read(
  content: Uint8Array | string,
  passphrase?: string,
  kdf: Kdf = outside.kdf,
): Promise<Result<ParsedExport, TransferError>> {
  const bytes: Bytes = new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content);
  return readExport(bytes, { passphrase }, { ...outside, kdf });
}

/** The answer in short: `ok`, or the error. */
export async function answer(content: Uint8Array | string, passphrase?: string): Promise<string> {
  const result = await read(content, passphrase);
  return result.ok ? 'ok' : result.error;
}
