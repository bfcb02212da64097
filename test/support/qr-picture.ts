// Pictures with a QR code, as files.
import { encode as encodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { renderSVG } from 'uqr';
import { drawCode, page } from '../qr/draw.ts';

export function pngWithCode(text: string): Buffer {
  const image = page(400, 400);
  drawCode(image, text, { left: 40, top: 40, module: 5 });
  const png = new PNG({ width: 400, height: 400 });
  png.data = Buffer.from(image.data);
  return PNG.sync.write(png);
}

export function jpegWithCode(text: string): Buffer {
  const image = page(400, 400);
  drawCode(image, text, { left: 40, top: 40, module: 5 });
  return encodeJpeg({ ...image, data: Buffer.from(image.data) }, 80).data;
}

export function svgWithCode(text: string): Buffer {
  return Buffer.from(renderSVG(text, { border: 4 }));
}

/** White, and nothing else. */
export function blankPng(): Buffer {
  const png = new PNG({ width: 400, height: 400 });
  png.data = Buffer.from(page(400, 400).data);
  return PNG.sync.write(png);
}

/** What a camera would send for a second, as Motion JPEG: pictures one after another. */
export function filmOfCode(text: string): Buffer {
  const image = page(640, 480);
  drawCode(image, text, { left: 120, top: 60, module: 6 });
  const { data } = encodeJpeg({ ...image, data: Buffer.from(image.data) }, 92);
  return Buffer.concat(Array.from({ length: 10 }, () => data));
}
