import { adaptiveThreshold } from './adaptive-threshold.ts';
import { boxBlur } from './box-blur.ts';
import { cutOutCodes, inverted } from './cut-out.ts';
import type { DecodeOptions } from './decode.ts';
import { enlarge } from './enlarge.ts';
import { isolateFlatColours } from './flat-colours.ts';
import { removeLongRuns } from './long-runs.ts';
import { flattenOnBlack, hasTransparency, type LumaImage, type RgbaImage, toLuma, toRgba } from './pixels.ts';
import { redrawCodes } from './redraw.ts';
import { sharpen } from './sharpen.ts';
import { shrink } from './shrink.ts';

/** One way of looking at a picture. */
export interface Pass {
  readonly name: string;
  /** Run even when codes were found already: a page may hold another one that shows only this way. */
  readonly isAlwaysRun: boolean;
  readonly options: DecodeOptions;
  /** Lazily, because the first of them may be enough. */
  images(source: PassSource): Iterable<RgbaImage>;
}

export interface PassSource {
  /** As it was given, perhaps with transparency. */
  readonly picture: RgbaImage;
  /** On white. */
  readonly rgba: RgbaImage;
  readonly luma: LumaImage;
}

const PLAIN: DecodeOptions = { binarizer: 'LocalAverage', denoise: false };
const FLAT_COLOURS = 6;
/** Together for modules of 3 to 20 pixels: a run is longer than eight modules and shorter than the smallest code. */
const RUN_LENGTHS = [64, 160];
/** Small codes are on small screens, and a larger picture would take too long. */
const MOST_ENLARGED_PIXELS = 1_100_000;

/** Cheap and fruitful first. */
export const PASSES: readonly Pass[] = [
  { name: 'plain', isAlwaysRun: true, options: PLAIN, images: ({ rgba }) => [rgba] },
  ofLuma('blur-1', true, (luma) => adaptiveThreshold(boxBlur(luma, 1), { radius: 12, bias: 4 })),
  {
    name: 'on-black',
    isAlwaysRun: false,
    options: PLAIN,
    // White modules on nothing, made for a dark page, are gone on white.
    images: ({ picture }) => (hasTransparency(picture) ? [flattenOnBlack(picture)] : []),
  },
  {
    name: 'cut-out',
    isAlwaysRun: false,
    options: PLAIN,
    *images({ luma }) {
      for (const page of [luma, inverted(luma)]) for (const code of cutOutCodes(page)) yield toRgba(code);
    },
  },
  {
    name: 'redrawn',
    isAlwaysRun: false,
    options: PLAIN,
    *images({ luma }) {
      for (const page of [luma, inverted(luma)]) for (const code of redrawCodes(page)) yield toRgba(code);
    },
  },
  {
    name: 'long-runs',
    isAlwaysRun: false,
    options: PLAIN,
    *images({ luma }) {
      for (const length of RUN_LENGTHS) yield toRgba(removeLongRuns(luma, length));
    },
  },
  {
    name: 'flat-colours',
    isAlwaysRun: false,
    options: PLAIN,
    *images({ rgba }) {
      for (const luma of isolateFlatColours(rgba, FLAT_COLOURS)) yield toRgba(luma);
    },
  },
  ofLuma('blur-2', false, (luma) => adaptiveThreshold(boxBlur(luma, 2), { radius: 16, bias: 2 })),
  ofLuma('sharpened', false, (luma) => sharpen(luma, 2, 2)),
  ofLuma('sharpened-twice', false, (luma) => sharpen(sharpen(luma, 4, 2), 4, 2)),
  ofLuma('threshold', false, (luma) => adaptiveThreshold(luma, { radius: 20, bias: 5 })),
  {
    name: 'denoise',
    isAlwaysRun: false,
    options: { ...PLAIN, denoise: true },
    images: ({ rgba }) => [rgba],
  },
  {
    name: 'blur-3',
    isAlwaysRun: false,
    options: { ...PLAIN, denoise: true },
    images: ({ luma }) => [toRgba(boxBlur(luma, 3))],
  },
  {
    name: 'a-third',
    isAlwaysRun: false,
    options: { ...PLAIN, denoise: true },
    // Large dots that stand apart, those of the finder patterns too, run into each other again.
    images: ({ rgba }) => {
      const smaller = shrink(rgba, Math.ceil(Math.max(rgba.width, rgba.height) / 3));
      return [toRgba(boxBlur(toLuma(smaller), 1))];
    },
  },
  {
    name: 'global',
    isAlwaysRun: false,
    options: { ...PLAIN, binarizer: 'GlobalHistogram' },
    images: ({ rgba }) => [rgba],
  },
  {
    name: 'enlarged',
    isAlwaysRun: false,
    options: PLAIN,
    images: ({ luma }) =>
      luma.data.length > MOST_ENLARGED_PIXELS ? [] : [toRgba(enlarge(luma, { left: 0, top: 0, ...luma }, 2))],
  },
];

function ofLuma(name: string, isAlwaysRun: boolean, prepare: (luma: LumaImage) => LumaImage): Pass {
  return { name, isAlwaysRun, options: PLAIN, images: ({ luma }) => [toRgba(prepare(luma))] };
}
