import type { RgbaImage } from '../../src/core/qr/pixels.ts';

/** 1 is upright; 2 to 8 are the other turns and mirrorings of the Exif standard, tag 0x0112. */
const ORIENTATION_TAG = 0x0112;
const APP1 = 0xffe1;
const START_OF_SCAN = 0xffda;

/** How a camera was held, from a JPEG's Exif segment; 1 where it does not say, or not so that it can be read. */
export function readOrientation(jpeg: Buffer): number {
  for (let offset = 2; offset + 4 <= jpeg.length; ) {
    const marker = jpeg.readUInt16BE(offset);
    const length = jpeg.readUInt16BE(offset + 2);
    if (marker === START_OF_SCAN || marker < 0xff00) return 1;
    const segment = jpeg.subarray(offset + 4, offset + 2 + length);
    if (marker === APP1 && segment.toString('latin1', 0, 6) === 'Exif\0\0') {
      return orientationIn(segment.subarray(6));
    }
    offset += 2 + length;
  }
  return 1;
}

/** The picture as it was seen: orientations of 5 and more have rows and columns exchanged. */
export function turnUpright(image: RgbaImage, orientation: number): RgbaImage {
  if (orientation === 1) return image;
  const isTransposed = orientation >= 5;
  const width = isTransposed ? image.height : image.width;
  const height = isTransposed ? image.width : image.height;
  const from = new Uint32Array(image.data.buffer);
  const to = new Uint32Array(from.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      // Which of the two stored axes run backwards, by the standard's table.
      const across = isTransposed ? y : x;
      const down = isTransposed ? x : y;
      const column = [2, 3, 7, 8].includes(orientation) ? image.width - 1 - across : across;
      const row = [3, 4, 6, 7].includes(orientation) ? image.height - 1 - down : down;
      to[y * width + x] = from[row * image.width + column] ?? 0;
    }
  }
  return { data: new Uint8ClampedArray(to.buffer), width, height };
}

function orientationIn(tiff: Buffer): number {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const read16 = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const read32 = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  try {
    const directory = read32(4);
    const entries = Array.from({ length: read16(directory) }, (_, index) => directory + 2 + index * 12);
    const entry = entries.find((at) => read16(at) === ORIENTATION_TAG);
    const orientation = entry === undefined ? 1 : read16(entry + 8);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  } catch {
    // A directory that points outside its segment.
    return 1;
  }
}
