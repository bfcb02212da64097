// The built extension with a policy that refuses WebAssembly, as an administrator's or another browser's might.
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const DIST = path.resolve(import.meta.dirname, '../../../dist/chrome');
const ALLOWS = " 'wasm-unsafe-eval'";

/** A folder to be removed by the caller. */
export function copyWithoutWasm(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-no-wasm-'));
  cpSync(DIST, folder, { recursive: true });
  const file = path.join(folder, 'manifest.json');
  const manifest = readFileSync(file, 'utf8');
  if (!manifest.includes(ALLOWS)) throw new Error('the policy of the package has changed');
  writeFileSync(file, manifest.replace(ALLOWS, ''));
  return folder;
}
