// Pictures of the corpus (TALLYSTICK_CORPUS), by size: how long they are searched and how many are read; beside the decoder alone.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { prepareEngineInNode } from '../scripts/scan/engine.ts';
import { readImage } from '../scripts/scan/read-image.ts';
import { isJpeg } from '../src/core/qr/picture-size.ts';
import { readPicture } from '../src/core/qr/read-picture.ts';
import { decodeQrCodes } from '../src/platform/pictures/qr-engine.ts';
import { readBarcodes } from 'zxing-wasm/reader';
import { type Row, rowOf } from './table.ts';

/** In megapixels, by the name of the class. */
const CLASSES = [
  { name: 'up to 0.5 megapixels', below: 0.5 },
  { name: '0.5 to 1.5 megapixels', below: 1.5 },
  { name: 'over 1.5 megapixels', below: Number.POSITIVE_INFINITY },
] as const;

interface Label {
  readonly file: string;
  readonly texts: readonly string[];
}

interface Result {
  readonly megapixels: number;
  readonly ours: Reading;
  readonly alone: Reading;
}

interface Reading {
  readonly ms: number;
  readonly isRead: boolean;
}

export async function measureQr(): Promise<readonly Row[]> {
  const folder = path.join(process.env['TALLYSTICK_CORPUS'] ?? '', 'qr');
  const labels = path.join(folder, 'labels.json');
  if (process.env['TALLYSTICK_CORPUS'] === undefined || !existsSync(labels)) {
    console.log('qr: TALLYSTICK_CORPUS names no folder with qr/labels.json');
    return [];
  }
  await prepareEngineInNode();
  const results: Result[] = [];
  for (const label of JSON.parse(readFileSync(labels, 'utf8')) as readonly Label[])
    if (label.texts.length > 0) results.push(await readBoth(folder, label));
  return [
    ...CLASSES.flatMap((sizes, at) => rowOfClass(results, sizes, CLASSES[at - 1]?.below ?? 0)),
    rateOf(results),
  ];
}

function rowOfClass(
  results: readonly Result[],
  { name, below }: (typeof CLASSES)[number],
  from: number,
): readonly Row[] {
  const own = results.filter(({ megapixels }) => megapixels >= from && megapixels < below);
  if (own.length === 0) return [];
  const times = (which: 'ours' | 'alone') => own.map((result) => result[which].ms);
  return [rowOf(`QR, a picture of ${name}`, 'zxing-wasm alone', times('ours'), times('alone'))];
}

function rateOf(results: readonly Result[]): Row {
  const rate = (which: 'ours' | 'alone') =>
    (results.filter((result) => result[which].isRead).length / results.length) * 100;
  return {
    ...rowOf(`QR, of ${results.length} pictures read`, 'zxing-wasm alone', [rate('ours')], [rate('alone')]),
    unit: '%',
  };
}

/** The library reads three fields of an ImageData, which Node does not have. */
function imageDataOf({ data, width, height }: ReturnType<typeof readImage>): ImageData {
  return { data, width, height, colorSpace: 'srgb' };
}

async function readBoth(folder: string, { file, texts }: Label): Promise<Result> {
  const bytes = readFileSync(path.join(folder, file));
  const image = readImage(bytes);
  const read = async (work: () => Promise<readonly string[]>): Promise<Reading> => {
    const start = performance.now();
    const found = await work();
    return { ms: performance.now() - start, isRead: texts.every((text) => found.includes(text)) };
  };
  return {
    megapixels: (image.width * image.height) / 1e6,
    alone: await read(async () =>
      (await readBarcodes(imageDataOf(image), { formats: ['QRCode'] })).map(({ text }) => text),
    ),
    ours: await read(
      async () =>
        (await readPicture(image, decodeQrCodes, { lookHarder: false, isPhoto: isJpeg(bytes) })).texts,
    ),
  };
}
