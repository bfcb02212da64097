// A package small enough to be kept beside the sources, for the test that updates from it.
import path from 'node:path';
import { filesIn } from './files.ts';
import { packFast } from './pack.ts';
import { zip } from './zip.ts';

/** What no stored data comes from: pictures, other languages, licences, and the readers of pictures and of exports. */
const LEFT_OUT =
  /^brands\/.*\.svg$|^_locales\/(?!en\/)|^licences\.json$|\.wasm$|^assets\/(?:qr|import)\.worker/;

/** With its key: it must be the extension that is updated. */
export function packageToKeep(dist: string): Promise<Buffer> {
  return zip(
    filesIn(path.join(dist, 'chrome')).filter(({ name }) => !LEFT_OUT.test(name)),
    packFast,
  );
}
