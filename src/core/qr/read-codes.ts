import type { DecodePixels, SeenCode } from './decode.ts';
import { enlarge, type Region } from './enlarge.ts';
import { PASSES, type Pass, type PassSource } from './passes.ts';
import { flattenOnWhite, type LumaImage, type RgbaImage, toLuma, toRgba } from './pixels.ts';
import { sharpen } from './sharpen.ts';

export interface QrReading {
  /** Each once, in the order found. */
  readonly texts: readonly string[];
  /** The pass that found the first of them; "none" where none did. */
  readonly pass: string;
}

export interface ReadOptions {
  /** Run every pass, though one has found codes already. */
  readonly lookHarder: boolean;
  /** Called before each pass: how many are behind, of how many at most. */
  readonly onPass?: ((done: number, most: number) => void) | undefined;
}

/** The last one for a picture out of focus. */
const CLOSER_LOOKS = [
  { scale: 3, sharpening: 0 },
  { scale: 1.5, sharpening: 0 },
  { scale: 2, sharpening: 2 },
];
/** Of the code's own size, on each side. */
const MARGIN = 0.2;
/** In one image, because a hostile one can look like hundreds of damaged codes. */
const MOST_CLOSER_LOOKS = 4;
/** An enlarged part has no more pixels than this, so that a large photo cannot take all memory. */
const MOST_PIXELS = 4_000_000;

/**
 * All codes in a picture. The passes are tried until one finds something; a code that was seen but could not be read
 * is looked at more closely, and keeps the search going.
 */
export async function readCodes(
  image: RgbaImage,
  decode: DecodePixels,
  { lookHarder, onPass }: ReadOptions,
): Promise<QrReading> {
  if (image.data.length === 0) return { texts: [], pass: 'none' };
  const rgba = flattenOnWhite(image);
  const source: PassSource = { picture: image, rgba, luma: toLuma(rgba) };
  const texts = new Set<string>();
  let firstPass: string | undefined;
  // Once a code was seen that its pass could not read, only all passes together can tell that nothing is left.
  let isExhaustive = lookHarder;
  for (const [index, pass] of PASSES.entries()) {
    if (texts.size > 0 && !isExhaustive && !pass.isAlwaysRun) continue;
    onPass?.(index, PASSES.length);
    const seen = await runPass(source, pass, decode);
    for (const text of seen.texts) texts.add(text);
    if (texts.size > 0) firstPass ??= pass.name;
    isExhaustive ||= seen.hasUnread;
  }
  return { texts: [...texts], pass: firstPass ?? 'none' };
}

interface PassResult {
  readonly texts: ReadonlySet<string>;
  readonly hasUnread: boolean;
}

async function runPass(source: PassSource, pass: Pass, decode: DecodePixels): Promise<PassResult> {
  const texts = new Set<string>();
  let hasUnread = false;
  for (const image of pass.images(source)) {
    const seen = await decode(image, pass.options);
    for (const { text } of seen) if (text !== undefined) texts.add(text);
    for (const code of seen.filter(({ text }) => text === undefined).slice(0, MOST_CLOSER_LOOKS)) {
      const found = await lookCloser(source.luma, code, decode);
      for (const text of found) texts.add(text);
      hasUnread ||= found.length === 0;
    }
  }
  return { texts, hasUnread };
}

/** Modules of two or three pixels are read better between pixels: the code alone, enlarged. */
async function lookCloser(luma: LumaImage, code: SeenCode, decode: DecodePixels): Promise<readonly string[]> {
  const region = regionOf(code, luma);
  for (const { scale, sharpening } of CLOSER_LOOKS) {
    if (region.width * region.height * scale * scale > MOST_PIXELS) continue;
    const closer = toRgba(sharpen(enlarge(luma, region, scale), 3, sharpening));
    const seen = await decode(closer, { binarizer: 'LocalAverage', denoise: false });
    const texts = seen.flatMap(({ text }) => text ?? []);
    if (texts.length > 0) return texts;
  }
  return [];
}

function regionOf({ corners }: SeenCode, { width, height }: LumaImage): Region {
  const across = corners.map(({ x }) => x);
  const down = corners.map(({ y }) => y);
  const margin =
    MARGIN * Math.max(Math.max(...across) - Math.min(...across), Math.max(...down) - Math.min(...down));
  const left = Math.max(0, Math.floor(Math.min(...across) - margin));
  const top = Math.max(0, Math.floor(Math.min(...down) - margin));
  return {
    left,
    top,
    width: Math.max(1, Math.min(width, Math.ceil(Math.max(...across) + margin)) - left),
    height: Math.max(1, Math.min(height, Math.ceil(Math.max(...down) + margin)) - top),
  };
}
