// The built extension with a policy that refuses WebAssembly, as an administrator's or another browser's might.
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

/** Exports are read there on a machine that gives no array more than this. */
export function limitImportMemory(extension: string, bytes: number): void {
  const assets = path.join(extension, 'assets');
  const name = readdirSync(assets).find((file) => /^import\.worker-.*\.js$/.test(file));
  if (name === undefined) throw new Error('the worker of imports has another name now');
  const file = path.join(assets, name);
  const limit = `for (const name of ['Uint8Array', 'Uint32Array']) {
    const Whole = globalThis[name];
    globalThis[name] = new Proxy(Whole, { construct(target, given, made) {
      if (typeof given[0] === 'number' && given[0] * Whole.BYTES_PER_ELEMENT > ${bytes})
        throw new RangeError('Array buffer allocation failed');
      return Reflect.construct(target, given, made);
    } });
  }\n`;
  writeFileSync(file, limit + readFileSync(file, 'utf8'));
}
