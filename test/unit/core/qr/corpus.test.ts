import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { prepareEngineInNode } from '../../../../scripts/scan/engine.ts';
import { readImage } from '../../../../scripts/scan/read-image.ts';
import { readCodes } from '../../../../src/core/qr/read-codes.ts';
import { decodeQrCodes } from '../../../../src/platform/pictures/qr-engine.ts';

interface Label {
  readonly file: string;
  readonly texts: readonly string[];
}

/** Pictures that are not part of this repository: screenshots of enrolment pages, with the texts of their codes. */
const FOLDER = path.join(process.env['TALLYSTICK_CORPUS'] ?? '', 'qr');
const IS_THERE =
  process.env['TALLYSTICK_CORPUS'] !== undefined && existsSync(path.join(FOLDER, 'labels.json'));
const LEAST_SHARE = 0.98;
/** Generous for shared cores; what a page of ordinary size takes is measured by the scan tool. */
const TIMEOUT_MS = 600_000;

beforeAll(prepareEngineInNode);

test(
  '98 of 100 pictures and codes of the corpus are read, and nothing that is not there',
  async (context) => {
    if (!IS_THERE) context.skip('TALLYSTICK_CORPUS names no folder with qr/labels.json');
    const labels = JSON.parse(readFileSync(path.join(FOLDER, 'labels.json'), 'utf8')) as readonly Label[];
    const results = [];
    for (const { file, texts } of labels) {
      const image = readImage(readFileSync(path.join(FOLDER, file)));
      const { texts: found } = await readCodes(image, decodeQrCodes, { lookHarder: false });
      const hits = texts.filter((text) => found.includes(text)).length;
      results.push({ file, codes: texts.length, hits, wrong: found.length - hits });
    }
    const withCodes = results.filter(({ codes }) => codes > 0);
    const missed = withCodes.filter(({ codes, hits }) => hits < codes).map(({ file }) => file);
    expect(results.filter(({ wrong }) => wrong > 0)).toEqual([]);
    expect(1 - missed.length / withCodes.length, `missed: ${missed.join(', ')}`).toBeGreaterThanOrEqual(
      LEAST_SHARE,
    );
    const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
    const share = total(withCodes.map(({ hits }) => hits)) / total(withCodes.map(({ codes }) => codes));
    expect(share).toBeGreaterThanOrEqual(LEAST_SHARE);
  },
  TIMEOUT_MS,
);
