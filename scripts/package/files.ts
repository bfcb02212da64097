// Which files go into an archive.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { PackedFile } from './zip.ts';

/** What a working folder holds besides its sources. */
const NO_SOURCES = new Set(['node_modules', 'dist', 'packages', 'demo', 'test-results', '.git']);

/** Every file below a folder. */
export function filesIn(folder: string, skipped: ReadonlySet<string> = new Set()): readonly PackedFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (!entry.isDirectory()) return [packedFile(entry.name, file)];
      return filesIn(file).map((inner) => ({ ...inner, name: `${entry.name}/${inner.name}` }));
    });
}

/** What git keeps or would; of an unpacked source archive, all that is no product of a command. */
export function sourcesOf(root: string): readonly PackedFile[] {
  if (!existsSync(path.join(root, '.git'))) return filesIn(root, NO_SOURCES);
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((name) => name !== '' && existsSync(path.join(root, name)))
    .map((name) => packedFile(name, path.join(root, name)));
}

function packedFile(name: string, file: string): PackedFile {
  return { name, bytes: readFileSync(file), isExecutable: (statSync(file).mode & 0o100) !== 0 };
}
