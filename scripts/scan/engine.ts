import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareQrEngine } from '../../src/platform/pictures/qr-engine.ts';

/** The WebAssembly of the installed package, as the extension ships it. */
export async function prepareEngineInNode(): Promise<void> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareQrEngine({ bytes: new Uint8Array(wasm).buffer });
}
