// Pictures from files, the clipboard and what was dropped, as pixels. Nothing is fetched: what is not here is not read.
import type { RgbaImage } from '../../core/qr/pixels.ts';
import { isJpeg, pictureSize } from '../../core/qr/picture-size.ts';

export interface Picture {
  readonly image: RgbaImage;
  /** From a camera, most likely. */
  readonly isPhoto: boolean;
}

export type PictureFailure = 'no-picture' | 'picture-too-large';

const MOST_BYTES = 50_000_000;
const MOST_PIXELS = 50_000_000;
/** The size is said in the first bytes, in a JPEG after its metadata. */
const HEAD_BYTES = 1_000_000;
/** A drawing has no size of its own that counts. */
const DRAWING_SIDE = 1024;

/** The pixels of a picture, upright as its Exif data says. */
export async function pixelsOfFile(file: File): Promise<Picture | PictureFailure> {
  if (file.size > MOST_BYTES) return 'picture-too-large';
  try {
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    const size = pictureSize(head);
    if (size !== undefined && size.width * size.height > MOST_PIXELS) return 'picture-too-large';
    if (isDrawing(file)) return { image: await pixelsOfDrawing(file), isPhoto: false };
    const bitmap = await createImageBitmap(file);
    try {
      if (bitmap.width * bitmap.height > MOST_PIXELS) return 'picture-too-large';
      return { image: pixelsOf(bitmap, bitmap), isPhoto: isJpeg(head) };
    } finally {
      bitmap.close();
    }
  } catch {
    return 'no-picture';
  }
}

/** The pixels of what a canvas can draw. */
export function pixelsOf(
  source: CanvasImageSource,
  { width, height }: { readonly width: number; readonly height: number },
): ImageData {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new TypeError('a 2d canvas is always there');
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

function isDrawing({ type, name }: File): boolean {
  return type === 'image/svg+xml' || /\.svg$/i.test(name);
}

/** As an image, which runs no script and loads nothing from elsewhere. */
async function pixelsOfDrawing(file: File): Promise<ImageData> {
  const url = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { naturalWidth, naturalHeight } = image;
    const scale = DRAWING_SIDE / Math.max(1, naturalWidth, naturalHeight);
    const width = Math.max(1, Math.round(naturalWidth * scale));
    const height = Math.max(1, Math.round(naturalHeight * scale));
    return pixelsOf(image, { width, height });
  } finally {
    URL.revokeObjectURL(url);
  }
}
