import { PbfWriter } from 'pbf';
import { encodeBase64 } from '../../../../src/core/bytes/base64.ts';
import type { Bytes } from '../../../../src/core/bytes/bytes.ts';
import { decodeHex } from '../../../../src/core/bytes/hex.ts';

/** An entry as Google Authenticator writes it; a field left out is not written. */
export interface FixtureEntry {
  readonly secret?: Uint8Array;
  readonly name?: string;
  readonly issuer?: string;
  readonly algorithm?: number;
  readonly digits?: number;
  readonly type?: number;
  readonly counter?: number;
}

export interface FixturePayload {
  readonly entries: readonly FixtureEntry[];
  readonly version?: number;
  readonly batchSize?: number;
  readonly batchIndex?: number;
  readonly batchId?: number;
}

/** Bytes written out, in groups as reads best. */
export function hex(...parts: readonly string[]): Bytes {
  return decodeHex(parts.join('').replaceAll(' ', ''))!;
}

export function writeMigration(payload: FixturePayload): Uint8Array {
  const writer = new PbfWriter();
  for (const entry of payload.entries) writer.writeMessage(1, writeEntry, entry);
  writeVarints(writer, [
    [2, payload.version],
    [3, payload.batchSize],
    [4, payload.batchIndex],
    [5, payload.batchId],
  ]);
  return writer.finish();
}

export function migrationUri(payload: FixturePayload | Uint8Array): string {
  const bytes = payload instanceof Uint8Array ? payload : writeMigration(payload);
  return `otpauth-migration://offline?data=${encodeURIComponent(encodeBase64(bytes))}`;
}

function writeEntry(entry: FixtureEntry, writer: PbfWriter): void {
  if (entry.secret !== undefined) writer.writeBytesField(1, entry.secret);
  if (entry.name !== undefined) writer.writeStringField(2, entry.name);
  if (entry.issuer !== undefined) writer.writeStringField(3, entry.issuer);
  writeVarints(writer, [
    [4, entry.algorithm],
    [5, entry.digits],
    [6, entry.type],
    [7, entry.counter],
  ]);
}

function writeVarints(writer: PbfWriter, fields: readonly (readonly [number, number | undefined])[]): void {
  for (const [field, value] of fields) if (value !== undefined) writer.writeVarintField(field, value);
}
