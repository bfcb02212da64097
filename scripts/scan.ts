import { readFileSync } from 'node:fs';
import { isJpeg } from '../src/core/qr/picture-size.ts';
import { readPicture } from '../src/core/qr/read-picture.ts';
import { decodeQrCodes } from '../src/platform/pictures/qr-engine.ts';
import { prepareEngineInNode } from './scan/engine.ts';
import { readImage } from './scan/read-image.ts';

// npm run -s scan -- IMAGES...                 one JSON line a file: {"file","texts":[...],"pass":"...","ms":n}
// npm run -s scan -- --look-harder IMAGES...   all passes, though some have found codes already

const args = process.argv.slice(2);
const lookHarder = args.includes('--look-harder');
const files = args.filter((arg) => arg !== '--look-harder');

if (files.length === 0 || files.some((file) => file.startsWith('--'))) {
  console.error('usage: npm run -s scan -- [--look-harder] IMAGES...   (PNG or JPEG)');
  process.exitCode = 2;
} else {
  await prepareEngineInNode();
  for (const file of files) console.log(JSON.stringify({ file, ...(await scan(file)) }));
}

/** The time is that of searching, without reading and unpacking the file. */
async function scan(file: string) {
  let image: ReturnType<typeof readImage>;
  let isPhoto: boolean;
  try {
    const bytes = readFileSync(file);
    image = readImage(bytes);
    isPhoto = isJpeg(bytes);
  } catch {
    process.exitCode = 2;
    return { texts: [], pass: 'none', ms: 0, error: 'unreadable' };
  }
  const start = performance.now();
  const { texts, pass } = await readPicture(image, decodeQrCodes, { lookHarder, isPhoto });
  return { texts, pass, ms: Math.round(performance.now() - start) };
}
