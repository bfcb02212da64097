// Pictures of QR codes among the files that are to be imported: what the codes say is read as if it had been pasted.
import type { Bytes } from '../../core/bytes/bytes.ts';
import { encodeUtf8 } from '../../core/bytes/utf8.ts';
import { isJpeg, pictureSize } from '../../core/qr/picture-size.ts';
import { pixelsOfFile, type PictureFailure } from '../../platform/pictures/picture-file.ts';
import { readQrCodes } from '../../platform/pictures/qr-reader.ts';

export type PictureError = PictureFailure | 'no-code';

/** By its content: a file is often called something else than it is. */
export function isPicture(bytes: Bytes): boolean {
  if (isJpeg(bytes) || isDrawing(bytes)) return true;
  // A text may well begin with the two letters of a bitmap, but has no zeros.
  return pictureSize(bytes) !== undefined && bytes.subarray(0, 32).includes(0);
}

/** SVG: its element comes first, after what XML may have before it. */
function isDrawing(bytes: Bytes): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 1000));
  return /^\s*<(?:\?xml|!|svg)/i.test(head) && /<svg[\s>]/i.test(head);
}

/** What the codes in a picture say, each on a line. Rejects where the search fails, is cancelled or takes too long. */
export async function linesInPicture(file: File, signal: AbortSignal): Promise<Bytes | PictureError> {
  const picture = await pixelsOfFile(file);
  if (typeof picture === 'string') return picture;
  const { image, isPhoto } = picture;
  const quick = await readQrCodes(image, signal, { isPhoto });
  const { texts } =
    quick.texts.length > 0 ? quick : await readQrCodes(image, signal, { isPhoto, lookHarder: true });
  return texts.length === 0 ? 'no-code' : encodeUtf8(texts.join('\n'));
}
