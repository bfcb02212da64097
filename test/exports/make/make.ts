// Writes test/exports anew: node test/exports/make/make.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { archiveExports } from './archive-exports.ts';
import { migrationExports } from './migration-exports.ts';
import { plainExports } from './plain-exports.ts';
import { sealedExports } from './sealed-exports.ts';
import { sealedRowExports } from './sealed-rows.ts';

const folder = path.resolve(import.meta.dirname, '..');
const files = {
  ...plainExports(),
  ...migrationExports(),
  ...archiveExports(),
  ...sealedRowExports(),
  ...(await sealedExports()),
};
for (const [name, content] of Object.entries(files)) {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
}
