import type { DecodePixels, SeenCode } from './decode.ts';
import { PASSES, type PassSource } from './passes.ts';
import { flattenOnWhite, type RgbaImage, toLuma } from './pixels.ts';

/** A code that was read, and where its corners are in the picture. */
export type SpottedCode = SeenCode & { readonly text: string };

/**
 * One quick look, for what is looked at often or unasked: a camera's live picture, the page behind the popup. Only the
 * passes that always run, and no closer looks; what is missed here is found by `readCodes`.
 */
export async function spotCodes(image: RgbaImage, decode: DecodePixels): Promise<readonly SpottedCode[]> {
  if (image.data.length === 0) return [];
  const rgba = flattenOnWhite(image);
  const source: PassSource = { picture: image, rgba, luma: toLuma(rgba) };
  for (const pass of PASSES.filter(({ isAlwaysRun }) => isAlwaysRun)) {
    const spotted: SpottedCode[] = [];
    for (const prepared of pass.images(source)) {
      for (const { text, corners } of await decode(prepared, pass.options))
        if (text !== undefined) spotted.push({ text, corners });
    }
    if (spotted.length > 0) return spotted;
  }
  return [];
}
