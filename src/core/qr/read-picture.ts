import type { DecodePixels } from './decode.ts';
import { flattenOnWhite, type RgbaImage } from './pixels.ts';
import { type QrReading, readCodes, type ReadOptions } from './read-codes.ts';
import { shrink } from './shrink.ts';
import { spotCodes } from './spot-codes.ts';

/** A camera's noise gives way to the mean, and a search takes a quarter of the time; a code in a photo is large. */
export const MOST_PHOTO_SIDE = 2048;

export interface PictureOptions extends ReadOptions {
  /** From a camera. A screenshot is read as it is: its codes may have two pixels a module. */
  readonly isPhoto: boolean;
}

/** All codes in a picture from anywhere. Looking harder at a photo also looks at it in its own size. */
export async function readPicture(
  image: RgbaImage,
  decode: DecodePixels,
  { isPhoto, ...options }: PictureOptions,
): Promise<QrReading> {
  const seen = isPhoto ? shrink(flattenOnWhite(image), MOST_PHOTO_SIDE) : image;
  const reading = await readCodes(seen, decode, options);
  if (seen.width === image.width || !options.lookHarder) return reading;
  const spotted = await spotCodes(image, decode);
  const texts = new Set([...reading.texts, ...spotted.map(({ text }) => text)]);
  const pass = reading.texts.length === 0 && spotted.length > 0 ? 'full-size' : reading.pass;
  return { texts: [...texts], pass };
}
