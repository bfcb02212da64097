import type { Plugin } from 'vite';

/** The address that the QR decoder's library would load its WebAssembly from if nobody said otherwise. */
const REMOTE_DEFAULT = /`https:\/\/[^`]*\/zxing-wasm@[^`]*`/;

/**
 * Takes the remote address out of the decoder's library. We always name the packaged file, and the content security
 * policy refuses any other; but a package that holds no such address need not be trusted on that.
 */
export function packagedWasmOnly(): Plugin {
  return {
    name: 'packaged-wasm-only',
    transform(code, id) {
      if (!/zxing-wasm\/dist\/es\/share\.js/.test(id.replaceAll('\\', '/'))) return undefined;
      if (!REMOTE_DEFAULT.test(code))
        throw new Error('zxing-wasm has changed: where is its remote address now?');
      return { code: code.replace(REMOTE_DEFAULT, "''"), map: null };
    },
  };
}
