// A disk that can be filled: a tmpfs, which root may mount on Linux.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Undefined where no disk can be mounted. */
export async function withSmallDisk<Value>(
  size: string,
  work: (disk: string) => Promise<Value>,
): Promise<Value | undefined> {
  const disk = mkdtempSync(path.join(tmpdir(), 'tallystick-fault-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    rmSync(disk, { recursive: true, force: true });
    return undefined;
  }
  try {
    return await work(disk);
  } finally {
    execFileSync('umount', ['--lazy', disk]);
    rmSync(disk, { recursive: true, force: true });
  }
}

/** Takes every free byte; the file that is returned gives them back. */
export function fillDisk(disk: string): string {
  const file = path.join(disk, 'ballast');
  const handle = openSync(file, 'w');
  const block = Buffer.alloc(4096);
  try {
    while (statfsSync(disk).bfree > 0) writeSync(handle, block);
  } catch {
    // The disk is full, as it should be.
  } finally {
    closeSync(handle);
  }
  return file;
}
