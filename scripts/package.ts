// `npm run package [-- --out DIR] [-- --check] [-- --keep]`: what the stores and their reviewers get, into packages/. `--check` builds
// the sources once more at another place and fails where one byte differs; `--keep` is for a release: the next version's tests
// update from what it puts into test/vectors/packages.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readArguments } from './arguments.ts';
import { makePackages } from './package/make-packages.ts';
import { rebuildElsewhere } from './package/rebuild.ts';
import { MOST_FOR_POPUP, MOST_PACKED } from './package/sizes.ts';

const { values } = readArguments('npm run package [-- --out FOLDER] [--check] [--keep]', {
  options: {
    out: { type: 'string', default: 'packages' },
    check: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const root = path.resolve(import.meta.dirname, '..');

const { made, popupBytes, toKeep } = await makePackages(root, path.resolve(values.out));
for (const { name, bytes } of made) console.log(`${String(bytes.length).padStart(10)}  ${name}`);
console.log(`${String(popupBytes).padStart(10)}  scripts of the popup's first screen, by gzip`);

const tooLarge = made.filter(
  ({ name, bytes }) => /-(?:chrome|firefox)\.zip$/.test(name) && bytes.length > MOST_PACKED,
);
for (const { name } of tooLarge) console.error(`${name} has more than ${MOST_PACKED} bytes`);
if (popupBytes > MOST_FOR_POPUP) console.error(`the popup's scripts have more than ${MOST_FOR_POPUP} bytes`);
if (tooLarge.length > 0 || popupBytes > MOST_FOR_POPUP) process.exitCode = 1;

if (values.keep) {
  const folder = path.join(root, 'test/vectors/packages');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, toKeep.name), toKeep.bytes);
}
if (values.check) {
  const different = await rebuildElsewhere(root, made);
  for (const name of different) console.error(`${name} came out otherwise at another place`);
  if (different.length > 0) process.exitCode = 1;
  else console.log('\nbuilt once more at another place: the same bytes');
}
