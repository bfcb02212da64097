import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import type { DecodeOptions, SeenCode } from '../../core/qr/decode.ts';
import type { RgbaImage } from '../../core/qr/pixels.ts';

/** Where the engine's WebAssembly is: a packaged URL in a browser, its bytes in Node. Never the default, a CDN. */
export type EngineSource = { readonly url: string } | { readonly bytes: ArrayBuffer };

/** Loads the engine; to be called once, before the first decode. */
export async function prepareQrEngine(source: EngineSource): Promise<void> {
  const overrides = 'url' in source ? { locateFile: () => source.url } : { wasmBinary: source.bytes };
  await prepareZXingModule({ overrides, fireImmediately: true });
}

/** One look at one picture, in both polarities and at several scales. */
export async function decodeQrCodes(
  image: RgbaImage,
  { binarizer, denoise }: DecodeOptions,
): Promise<readonly SeenCode[]> {
  const results = await readBarcodes(imageDataOf(image), {
    formats: ['QRCodeModel2'],
    textMode: 'Plain',
    // A finder pattern looks the same from all four sides.
    tryRotate: false,
    returnErrors: true,
    binarizer,
    tryDenoise: denoise,
  });
  return results.map(seenCodeOf);
}

function seenCodeOf({ isValid, text, position }: ReadResult): SeenCode {
  const { topLeft, topRight, bottomRight, bottomLeft } = position;
  return { text: isValid ? text : undefined, corners: [topLeft, topRight, bottomRight, bottomLeft] };
}

/** The engine reads three fields of an ImageData, which Node does not have. */
function imageDataOf({ data, width, height }: RgbaImage): ImageData {
  return { data, width, height, colorSpace: 'srgb' };
}
