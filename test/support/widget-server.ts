// The pages of test/widgets, built into a temporary folder and served on loopback.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../widgets');
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', html: 'text/html' };

export interface WidgetServer {
  readonly origin: string;
  close(): void;
}

export async function serveWidgets(): Promise<WidgetServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-widgets-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    // Vue's own flags; without them it warns in the page.
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
    },
    build: {
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      target: 'es2024',
      reportCompressedSize: false,
    },
  });
  const server = createServer((request, response) => {
    const wanted = path.join(folder, (request.url ?? '/').split('?', 1)[0] ?? '/');
    const isFile = wanted.startsWith(`${folder}${path.sep}assets`);
    const file = isFile ? wanted : path.join(folder, 'index.html');
    try {
      response.setHeader('content-type', TYPES[file.split('.').pop() ?? ''] ?? 'application/octet-stream');
      response.end(readFileSync(file));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
