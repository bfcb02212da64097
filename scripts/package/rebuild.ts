// What a reviewer does: unpack the source archive somewhere else, install, build, compare.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sourcesOf } from './files.ts';
import { type Made, makePackages } from './make-packages.ts';

/** The names of those that came out otherwise. The dependencies are the ones of `root`, not installed again. */
export async function rebuildElsewhere(root: string, made: readonly Made[]): Promise<readonly string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-rebuild-'));
  try {
    const elsewhere = path.join(folder, 'sources');
    for (const { name, bytes, isExecutable } of sourcesOf(root)) {
      const file = path.join(elsewhere, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, bytes, { mode: isExecutable === true ? 0o755 : 0o644 });
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(elsewhere, 'node_modules'), 'junction');
    const { made: rebuilt } = await makePackages(elsewhere, path.join(folder, 'packages'));
    const again = new Map(rebuilt.map(({ name, bytes }) => [name, bytes]));
    return made.filter(({ name, bytes }) => again.get(name)?.equals(bytes) !== true).map(({ name }) => name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
