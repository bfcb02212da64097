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
  const lookedAt: LookedAt[] = [];
  let firstPass: string | undefined;
  // Once a code was seen that its pass could not read, only all passes together can tell that nothing is left.
  let isExhaustive = lookHarder;
  for (const [index, pass] of PASSES.entries()) {
    if (texts.size > 0 && !isExhaustive && !pass.isAlwaysRun) continue;
    onPass?.(index, PASSES.length);
    const seen = await runPass(source, pass, { decode, lookedAt });
    for (const text of seen.texts) texts.add(text);
    if (texts.size > 0) firstPass ??= pass.name;
    isExhaustive ||= seen.hasUnread;
  }
  return { texts: [...texts], pass: firstPass ?? 'none' };
}

/** Another pass sees the same unread code in the same place: a second closer look would find what the first one did. */
interface LookedAt {
  readonly region: Region;
  readonly isRead: boolean;
}

interface PassResult {
  readonly texts: Iterable<string>;
  readonly hasUnread: boolean;
}

interface Looking {
  readonly decode: DecodePixels;
  /** Where the closer looks of all passes so far were. */
  readonly lookedAt: LookedAt[];
}

async function runPass(source: PassSource, pass: Pass, looking: Looking): Promise<PassResult> {
  const texts = new Set<string>();
  let hasUnread = false;
  for (const image of pass.images(source)) {
    const seen = await looking.decode(image, pass.options);
    for (const { text } of seen) if (text !== undefined) texts.add(text);
    const unread = seen.filter(({ text }) => text === undefined).slice(0, MOST_CLOSER_LOOKS);
    // Of what was cut out or enlarged, the corners are not where they are in the picture.
    const isInPlace = image.width === source.luma.width && image.height === source.luma.height;
    const closer = isInPlace
      ? await readCloser(source.luma, unread, looking)
      : { texts: [], hasUnread: unread.length > 0 };
    for (const text of closer.texts) texts.add(text);
    hasUnread ||= closer.hasUnread;
  }
  return { texts, hasUnread };
}

async function readCloser(
  luma: LumaImage,
  unread: readonly SeenCode[],
  { decode, lookedAt }: Looking,
): Promise<PassResult> {
  const texts = new Set<string>();
  let hasUnread = false;
  for (const code of unread) {
    const region = regionOf(code, luma);
    const before = lookedAt.find((look) => isSame(look.region, region));
    const found = before === undefined ? await lookCloser(luma, region, decode) : [];
    if (before === undefined) lookedAt.push({ region, isRead: found.length > 0 });
    for (const text of found) texts.add(text);
    hasUnread ||= found.length === 0 && before?.isRead !== true;
  }
  return { texts, hasUnread };
}

/** Modules of two or three pixels are read better between pixels: the code alone, enlarged. */
async function lookCloser(luma: LumaImage, region: Region, decode: DecodePixels): Promise<readonly string[]> {
  for (const { scale, sharpening } of CLOSER_LOOKS) {
    if (region.width * region.height * scale * scale > MOST_PIXELS) continue;
    const enlarged = enlarge(luma, region, scale);
    const closer = toRgba(sharpening === 0 ? enlarged : sharpen(enlarged, 3, sharpening));
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

/** Nearly: what each pass sees of one code differs by a few pixels. */
function isSame(a: Region, b: Region): boolean {
  const slack = a.width / 16;
  return (
    Math.abs(a.left - b.left) < slack &&
    Math.abs(a.top - b.top) < slack &&
    Math.abs(a.width - b.width) < slack &&
    Math.abs(a.height - b.height) < slack
  );
}
