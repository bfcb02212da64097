import { decode } from 'jpeg-js';
import { PNG } from 'pngjs';
import type { RgbaImage } from '../../src/core/qr/pixels.ts';
import { readOrientation, turnUpright } from './exif-orientation.ts';

const PNG_SIGNATURE = '89504e470d0a1a0a';
const JPEG_SIGNATURE = 'ffd8ff';
const MOST_MEGAPIXELS = 50;

/** The pixels of a PNG or JPEG file, upright. Throws where it is neither, damaged, or larger than 50 megapixels. */
export function readImage(file: Buffer): RgbaImage {
  if (file.subarray(0, 8).toString('hex') === PNG_SIGNATURE) return readPng(file);
  if (file.subarray(0, 3).toString('hex') === JPEG_SIGNATURE) {
    const { data, width, height } = decode(file, { useTArray: true, maxResolutionInMP: MOST_MEGAPIXELS });
    return turnUpright({ data: new Uint8ClampedArray(data), width, height }, readOrientation(file));
  }
  throw new Error('neither PNG nor JPEG');
}

function readPng(file: Buffer): RgbaImage {
  // The size is read first, since a few kilobytes unpack to gigabytes of white.
  if (file.readUInt32BE(16) * file.readUInt32BE(20) > MOST_MEGAPIXELS * 1e6) throw new Error('too large');
  const { data, width, height } = PNG.sync.read(file);
  return { data: new Uint8ClampedArray(data), width, height };
}
