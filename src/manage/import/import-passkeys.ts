// The passkeys that the files hold: what each would mean for the vault, and which are taken.
import { type Signal, signal } from '@preact/signals';
import { encodeBase64 } from '../../core/bytes/base64.ts';
import { type PasskeyImportError, readBitwardenPasskey } from '../../core/transfer/bitwarden-passkey.ts';
import type { ParsedExport } from '../../core/transfer/parsed-export.ts';
import type { ImportedPasskeyMessage } from '../../messaging/transfer-requests.ts';
import type { ImportedPasskeyKind } from '../../messaging/transfer-responses.ts';
import { ask } from '../../ui/ask.ts';

export interface PasskeyRow {
  readonly key: string;
  /** What it is called: of an unreadable one the name of the item that it was in. */
  readonly issuer: string;
  readonly accountName: string;
  /** Null for one that cannot be taken. */
  readonly passkey: ImportedPasskeyMessage | null;
  readonly kind: ImportedPasskeyKind | PasskeyImportError;
  readonly isChosen: boolean;
}

export const passkeyRows: Signal<readonly PasskeyRow[]> = signal([]);

type Read = Pick<PasskeyRow, 'key' | 'issuer' | 'accountName' | 'passkey'> & {
  readonly error: PasskeyImportError | null;
};

/** Rows as they would be now; what was unticked stays so. */
export async function comparedPasskeys(
  files: readonly { readonly id: number; readonly parsed: ParsedExport }[],
): Promise<readonly PasskeyRow[]> {
  const read = files.flatMap(({ id, parsed }) =>
    parsed.passkeys.map((found, index): Read => {
      const key = `${id}/passkey/${index}`;
      const passkey = readBitwardenPasskey(found);
      if (!passkey.ok)
        return { key, issuer: found.name, accountName: '', passkey: null, error: passkey.error };
      const { createdAt, privateKey, ...described } = passkey.value;
      const message = {
        ...described,
        privateKey: encodeBase64(privateKey),
        createdAt: timeOf(createdAt),
      };
      const issuer = described.rpName === '' ? described.rpId : described.rpName;
      return { key, issuer, accountName: described.userName, passkey: message, error: null };
    }),
  );
  const passkeys = read.flatMap(({ passkey }) => passkey ?? []);
  const preview = passkeys.length === 0 ? undefined : await ask('import/preview-passkeys', { passkeys });
  const kinds = preview?.ok === true ? [...preview.value] : [];
  const before = new Map(passkeyRows.value.map(({ key, isChosen }) => [key, isChosen]));
  return read.map(({ error, ...row }): PasskeyRow => {
    const kind = error ?? kinds.shift() ?? 'damaged';
    return { ...row, kind, isChosen: isTakeable(kind) && (before.get(row.key) ?? kind === 'new') };
  });
}

export function isTakeable(kind: PasskeyRow['kind']): boolean {
  return kind === 'new' || kind === 'in-trash';
}

export function choosePasskeys(keys: readonly string[], isChosen: boolean): void {
  passkeyRows.value = passkeyRows.value.map((row) =>
    keys.includes(row.key) && isTakeable(row.kind) ? { ...row, isChosen } : row,
  );
}

export function chosenPasskeys(rows: readonly PasskeyRow[]): readonly ImportedPasskeyMessage[] {
  return rows.flatMap(({ isChosen, passkey }) => (isChosen && passkey !== null ? [passkey] : []));
}

function timeOf(text: string): number | null {
  const at = Date.parse(text);
  return Number.isSafeInteger(at) && at >= 0 ? at : null;
}
