import { readFileSync, statSync } from 'node:fs';
import { encodeBase32 } from '../../src/core/bytes/base32.ts';
import { createCodeGenerator } from '../../src/core/otp/code-generator.ts';
import { err } from '../../src/core/result.ts';
import { MAX_FILE_BYTES } from '../../src/core/transfer/limits.ts';
import type { ImportedAccount } from '../../src/core/transfer/parsed-export.ts';
import { readExport } from '../../src/core/transfer/read-export.ts';
import { transferKdf } from '../../src/platform/crypto/transfer-kdf.ts';
import { zipArchive } from '../../src/platform/files/zip-archive.ts';

export interface InspectOptions {
  readonly passphrase: string | undefined;
  readonly atMs: number;
  readonly showSecrets: boolean;
}

/** The line that `npm run inspect` prints, and what it exits with. */
export async function inspectFile(
  file: string,
  options: InspectOptions,
): Promise<{ readonly line: string; readonly exitCode: number }> {
  // A file beyond the limit is not even read.
  const result =
    statSync(file).size > MAX_FILE_BYTES
      ? err('too-large')
      : await readExport(
          new Uint8Array(readFileSync(file)),
          { passphrase: options.passphrase },
          { kdf: transferKdf, unzip: zipArchive },
        );
  if (!result.ok) return { line: JSON.stringify({ error: result.error }), exitCode: 2 };
  const { format, accounts, skipped } = result.value;
  const shown = accounts.map((account) => shownAccount(account, options));
  return { line: JSON.stringify({ format, accounts: shown, skipped }), exitCode: 0 };
}

/** `period` is there for codes of the time, `counter` for codes that are counted. */
function shownAccount(account: ImportedAccount, { atMs, showSecrets }: InspectOptions) {
  const { issuer, accountName, parameters, secret } = account;
  const generator = createCodeGenerator(secret, parameters);
  const isCounted = parameters.type === 'hotp';
  return {
    issuer,
    accountName,
    type: parameters.type,
    algorithm: parameters.algorithm,
    digits: parameters.digits,
    period: isCounted ? null : parameters.period,
    counter: isCounted ? parameters.counter : null,
    code: isCounted ? generator.codeFor(parameters.counter) : generator.codeAt(atMs).code,
    ...(showSecrets ? { secret: encodeBase32(secret) } : {}),
  };
}
