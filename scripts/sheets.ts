import { existsSync } from 'node:fs';
import { inputFrom, recogniseAll } from './sheets/recognise-files.ts';

// npm run -s sheets -- FILES...   one JSON line a saved page or text file: whether it holds a sheet of recovery codes

const files = process.argv.slice(2);
const missing = files.find((file) => !existsSync(file));
if (files.length === 0 || missing !== undefined) {
  console.error(missing === undefined ? 'usage: npm run -s sheets -- FILES...' : `no such file: ${missing}`);
  process.exitCode = 2;
} else {
  for (const line of await recogniseAll(files.map(inputFrom))) console.log(JSON.stringify(line));
}
