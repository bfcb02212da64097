import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';

/** A saved page: where it lies, and the name it is reported under. */
export interface SavedPage {
  readonly file: string;
  readonly location: string;
}

const PAGE = /\.x?html?$/i;
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};

// The page is looked at as it was saved: its scripts do not run, and nothing outside its folder is asked for.
const POLICY =
  "default-src 'none'; style-src 'self' 'unsafe-inline' data:; img-src 'self' data: blob:; font-src 'self' data:; frame-src 'self' data:";

/** Files as they were named; the pages of a directory, sorted, named relative to it. */
export function findSavedPages(args: readonly string[]): readonly SavedPage[] {
  return args.flatMap((given) => {
    if (!statSync(given).isDirectory()) return [{ file: given, location: path.resolve(given) }];
    return readdirSync(given, { recursive: true, encoding: 'utf8' })
      .filter((name) => PAGE.test(name))
      .sort()
      .map((name) => ({ file: name, location: path.resolve(given, name) }));
  });
}

/** Serves the pages, and what lies beside them, on loopback: frames and style sheets then work as they were saved. */
export async function serveSavedPages(
  pages: readonly SavedPage[],
): Promise<{ urls: string[]; server: Server }> {
  const folders = [...new Set(pages.map(({ location }) => path.dirname(location)))];
  const server = createServer((request, response) => {
    const [, folder = '', ...rest] = decodeURIComponent((request.url ?? '').split(/[?#]/, 1)[0] ?? '').split(
      '/',
    );
    const root = folders[Number(folder)];
    const location = root ? path.resolve(root, ...rest) : '';
    try {
      if (!root || !location.startsWith(root + path.sep)) throw new Error('outside');
      const body = readFileSync(location);
      const type = PAGE.test(location) ? 'text/html' : TYPES[location.split('.').pop() ?? ''];
      response.writeHead(200, {
        'content-type': type ?? 'application/octet-stream',
        'content-security-policy': POLICY,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const urls = pages.map(({ location }) => {
    const name = encodeURIComponent(path.basename(location));
    return `http://127.0.0.1:${port}/${folders.indexOf(path.dirname(location))}/${name}`;
  });
  return { urls, server };
}
