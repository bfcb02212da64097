// What a bad disk, a power cut or a careless cleaner does to the files of an engine.
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/** The files that hold something, the largest first; locks and the engine's diary are left alone. */
export function dataFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(LOCK|LOG|LOG\.old)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size > 0)
    .toSorted((a, b) => statSync(b).size - statSync(a).size);
}

/** One bit at every place of `count` that are spread evenly over all data files, from `phase` (0 to 1) on. */
export function flipSpread(folder: string, count: number, phase: number): void {
  const files = dataFiles(folder).map((file) => ({ file, size: statSync(file).size }));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  for (let index = 0; index < count; index += 1) {
    let place = Math.floor(((index + phase) / count) * total);
    for (const { file, size } of files) {
      if (place < size) {
        flipAt(file, place, index % 8);
        break;
      }
      place -= size;
    }
  }
}

function flipAt(file: string, place: number, bit: number): void {
  const handle = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, place);
  byte[0] = (byte[0] ?? 0) ^ (1 << bit);
  writeSync(handle, byte, 0, 1, place);
  closeSync(handle);
}

/** As a power cut leaves it: the page was given to the file and its content never arrived. */
export function zeroPage(file: string, fraction: number): void {
  const pages = Math.max(1, Math.floor(statSync(file).size / 4096));
  const start = Math.min(pages - 1, Math.floor(fraction * pages)) * 4096;
  const length = Math.min(4096, statSync(file).size - start);
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(length), 0, length, start);
  closeSync(handle);
}

/** Keeps this part of the file. */
export function cut(file: string, fraction: number): void {
  truncateSync(file, Math.floor(statSync(file).size * fraction));
}

export function overwriteStart(file: string, length: number): void {
  const content = readFileSync(file);
  content.fill(0xa5, 0, Math.min(length, content.length));
  writeFileSync(file, content);
}

export function named(folder: string, pattern: RegExp): readonly string[] {
  return dataFiles(folder).filter((file) => pattern.test(path.basename(file)));
}

export function remove(files: readonly string[]): void {
  for (const file of files) rmSync(file, { recursive: true, force: true });
}
