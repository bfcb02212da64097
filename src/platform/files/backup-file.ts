// Files in and out. Where the browser has a save dialog the file is read back through its handle; elsewhere it goes to the
// downloads and the user picks it again.
import type { Bytes } from '../../core/bytes/bytes.ts';
import { saveFile } from './save-file.ts';

/** Not in TypeScript's DOM library. */
interface SaveHandle {
  createWritable(): Promise<{ write(data: Bytes): Promise<void>; close(): Promise<void> }>;
  getFile(): Promise<File>;
}
interface WithSavePicker {
  showSaveFilePicker?(options: { suggestedName: string }): Promise<SaveHandle>;
}

export type SavedFile =
  /** What the file holds now, read back from where it was written. */
  | { readonly is: 'read-back'; readonly file: Bytes }
  /** Handed to the downloads; nobody knows yet whether it arrived. */
  | { readonly is: 'downloaded' }
  | { readonly is: 'cancelled' }
  | { readonly is: 'failed' };

/** To be called in the turn of a click: the browser asks where. */
export async function askWhereToSave(
  name: string,
): Promise<((file: Bytes) => Promise<SavedFile>) | 'cancelled'> {
  const picker = globalThis as WithSavePicker;
  if (picker.showSaveFilePicker === undefined) return async (file) => download(name, file);
  try {
    const handle = await picker.showSaveFilePicker({ suggestedName: name });
    return (file) => writeAndReadBack(handle, file);
  } catch {
    return 'cancelled';
  }
}

export async function readPickedFile(file: File): Promise<Bytes> {
  return new Uint8Array(await file.arrayBuffer());
}

async function writeAndReadBack(handle: SaveHandle, file: Bytes): Promise<SavedFile> {
  try {
    const writable = await handle.createWritable();
    await writable.write(file);
    await writable.close();
    return { is: 'read-back', file: await readPickedFile(await handle.getFile()) };
  } catch {
    return { is: 'failed' };
  }
}

function download(name: string, file: Bytes): SavedFile {
  saveFile(name, file, 'application/octet-stream');
  return { is: 'downloaded' };
}
