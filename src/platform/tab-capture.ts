import { browser } from './browser.ts';

export type CaptureFailure = 'not-capturable';

/**
 * The visible part of the tab in front, as its pixels. Needs activeTab, so the user's click; the browser's own pages,
 * its store and pages of other extensions are refused by the browser.
 */
export async function captureVisibleTab(): Promise<ImageData | CaptureFailure> {
  let dataUrl: string;
  try {
    dataUrl = await browser.tabs.captureVisibleTab(undefined, { format: 'png' });
  } catch {
    return 'not-capturable';
  }
  return pixelsOf(dataUrl);
}

async function pixelsOf(dataUrl: string): Promise<ImageData> {
  const image = new Image();
  image.src = dataUrl;
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new TypeError('a 2d canvas is always there');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
