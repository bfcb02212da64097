// The files and texts that are being read. They hold secrets, so they go when the vault locks.
import { type Signal, signal } from '@preact/signals';
import { beginsAsBackup } from '../../core/backup/backup-header.ts';
import { type Bytes, concatBytes } from '../../core/bytes/bytes.ts';
import { encodeUtf8 } from '../../core/bytes/utf8.ts';
import type { ExportFormat } from '../../core/transfer/export-format.ts';
import { MAX_FILE_BYTES } from '../../core/transfer/limits.ts';
import type { ParsedExport } from '../../core/transfer/parsed-export.ts';
import type { TransferError } from '../../core/transfer/transfer-error.ts';
import { importFile } from '../../platform/files/import-file.ts';
import { isPicture, linesInPicture, type PictureError } from './picture-codes.ts';

/** `own-backup`: a file of ours, which has a place of its own. `unreadable-file`: the browser does not give its bytes. */
export type SourceError =
  | TransferError
  | PictureError
  | 'own-backup'
  | 'empty'
  | 'unreadable-file'
  | 'failed';

export interface ImportSource {
  readonly id: number;
  /** Of the file; null for a text that was pasted. */
  readonly name: string | null;
  readonly bytes: Bytes;
  readonly format: ExportFormat | null;
  readonly is: 'reading' | 'asking' | 'refused' | 'read';
  /** From 0 to 1 while a key is derived. */
  readonly progress: number | null;
  readonly error: SourceError | null;
  readonly parsed: ParsedExport | null;
}

export const sources: Signal<readonly ImportSource[]> = signal([]);

let lastId = 0;
const reading = new Map<number, AbortController>();

/** Counts what emptied the list: whoever waited meanwhile adds nothing to it. */
let drops = 0;

export function dropSources(): void {
  drops += 1;
  for (const id of reading.keys()) cancelReading(id);
  sources.value = [];
}

export function removeSource(id: number): void {
  cancelReading(id);
  sources.value = sources.value.filter((source) => source.id !== id);
}

/** Those of which nothing comes: refused, or waiting after a wrong passphrase. */
export function dropFailed(): void {
  for (const { id, is, error } of sources.value) {
    if (is === 'refused' || (is === 'asking' && error !== null)) removeSource(id);
  }
}

export function cancelReading(id: number): void {
  reading.get(id)?.abort();
}

export function addText(text: string): Promise<void> {
  return read(added(null, encodeUtf8(text)));
}

/** One after the other: each may want all the memory that there is. */
export async function addFiles(files: readonly File[]): Promise<void> {
  const before = drops;
  for (const file of files) {
    // What is far too large is not even brought into memory.
    const bytes = file.size > MAX_FILE_BYTES ? 'too-large' : await bytesOf(file);
    if (drops !== before) return;
    if (typeof bytes !== 'string' && isPicture(bytes)) {
      await readPicture(file);
      continue;
    }
    const source = added(file.name, typeof bytes === 'string' ? new Uint8Array(0) : bytes);
    if (typeof bytes === 'string') change(source.id, { is: 'refused', error: bytes });
    else await read(source);
  }
}

export function tryPassphrase(source: ImportSource, passphrase: string): Promise<void> {
  return read(source, passphrase);
}

/** The codes of one export may be in several pictures: they are read together, as several texts are. */
async function readPicture(file: File): Promise<void> {
  const source = added(file.name, new Uint8Array(0));
  const run = startReading(source.id);
  const bytes = await linesInPicture(file, run.signal).catch(() =>
    run.signal.aborted ? 'cancelled' : 'failed',
  );
  run.end();
  if (typeof bytes === 'string') change(source.id, { is: 'refused', error: bytes });
  // One that was removed meanwhile is not read on.
  else if (sources.value.some(({ id }) => id === source.id)) {
    change(source.id, { bytes });
    await read({ ...source, bytes });
  }
}

async function bytesOf(file: File): Promise<Bytes | 'unreadable-file'> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return 'unreadable-file';
  }
}

function added(name: string | null, bytes: Bytes): ImportSource {
  lastId += 1;
  const source: ImportSource = {
    id: lastId,
    name,
    bytes,
    format: null,
    is: 'reading',
    progress: null,
    error: null,
    parsed: null,
  };
  sources.value = [...sources.value, source];
  return source;
}

async function read(source: ImportSource, passphrase?: string): Promise<void> {
  const { id, bytes } = source;
  if (bytes.length === 0) return change(id, { is: 'refused', error: 'empty' });
  // Before anything else: bytes without a known beginning might be another application's.
  if (beginsAsBackup(bytes)) return change(id, { is: 'refused', error: 'own-backup' });
  const run = startReading(id);
  change(id, { is: 'reading', error: null });
  try {
    const result = await importFile(bytes, {
      passphrase,
      signal: run.signal,
      onRecognised: (format) => change(id, { format }),
      onProgress: (progress) => change(id, { progress }),
    });
    if (result.ok) await take(id, result.value, passphrase);
    else refuse(source, result.error, passphrase !== undefined);
  } catch {
    change(id, { is: 'refused', error: 'failed' });
  } finally {
    run.end();
    change(id, { progress: null });
  }
}

function startReading(id: number): { readonly signal: AbortSignal; readonly end: () => void } {
  cancelReading(id);
  const controller = new AbortController();
  reading.set(id, controller);
  return {
    signal: controller.signal,
    end: () => {
      if (reading.get(id) === controller) reading.delete(id);
    },
  };
}

function refuse({ id }: ImportSource, error: TransferError, wasAsked: boolean): void {
  // Cancelled while a key was derived: the passphrase can be typed again.
  const mayAskAgain = error === 'needs-passphrase' || error === 'wrong-passphrase';
  if (mayAskAgain || (error === 'cancelled' && wasAsked)) {
    change(id, { is: 'asking', error: error === 'needs-passphrase' ? null : error });
    return;
  }
  change(id, { is: 'refused', error });
}

/** The QR codes of one export come in several files or texts: they are read together, so that only missing ones miss. */
async function take(id: number, parsed: ParsedExport, passphrase: string | undefined): Promise<void> {
  const others = sources.value.filter(
    (other) => other.id !== id && other.parsed?.format === 'google-migration',
  );
  const own = sources.value.find((source) => source.id === id);
  if (parsed.format !== 'google-migration' || others.length === 0 || own === undefined) {
    change(id, { is: 'read', format: parsed.format, parsed });
    return;
  }
  const newline = encodeUtf8('\n');
  const bytes = concatBytes(...others.flatMap((other) => [other.bytes, newline]), own.bytes);
  const together = await importFile(bytes, { passphrase });
  if (!together.ok) {
    change(id, { is: 'read', format: parsed.format, parsed });
    return;
  }
  const gone = new Set(others.map((other) => other.id));
  const name = others[0]?.name ?? own.name;
  sources.value = sources.value
    .filter((source) => !gone.has(source.id))
    .map((source) =>
      source.id === id
        ? { ...source, name, bytes, is: 'read', format: together.value.format, parsed: together.value }
        : source,
    );
}

/** One that was removed meanwhile stays away. */
function change(id: number, part: Partial<ImportSource>): void {
  sources.value = sources.value.map((source) => (source.id === id ? { ...source, ...part } : source));
}
