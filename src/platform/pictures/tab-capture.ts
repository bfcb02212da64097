import { browser } from '../browser.ts';
import { pixelsOf } from './picture-file.ts';

export type CaptureFailure = 'not-capturable';

/**
 * The visible part of the tab in front, as its pixels. Needs activeTab, so the user's click; the browser's own pages,
 * its store and pages of other extensions are refused by the browser.
 */
export async function captureVisibleTab(): Promise<ImageData | CaptureFailure> {
  const dataUrl = await captureTabAsUrl();
  return dataUrl === undefined ? 'not-capturable' : pixelsOfDataUrl(dataUrl);
}

/** The same as a data URL, to be handed to another page of ours. */
export async function captureTabAsUrl(): Promise<string | undefined> {
  try {
    return await browser.tabs.captureVisibleTab(undefined, { format: 'png' });
  } catch {
    return undefined;
  }
}

/** Of a picture in base64. Not by an image element: in a page out of sight that never says that it has one decoded. */
export async function pixelsOfDataUrl(dataUrl: string): Promise<ImageData> {
  const [head = '', data = ''] = dataUrl.split(',', 2);
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: /^data:([^;]*)/.exec(head)?.[1] ?? '' }));
  try {
    return pixelsOf(bitmap, bitmap);
  } finally {
    bitmap.close();
  }
}
