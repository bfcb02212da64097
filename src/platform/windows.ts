import { browser } from './browser.ts';

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** A small window of its own, without tabs. */
export async function openSmallWindow(url: string, { width, height }: WindowSize): Promise<void> {
  await browser.windows.create({ url, type: 'popup', width, height });
}

/** Chromium's window that stays above all others. It is refused to toolbar popups, and needs a click. */
interface PictureInPicture {
  requestWindow(options: WindowSize): Promise<Window>;
}

function pictureInPicture(): PictureInPicture | undefined {
  return (globalThis as { readonly documentPictureInPicture?: PictureInPicture }).documentPictureInPicture;
}

export function canStayOnTop(): boolean {
  return pictureInPicture() !== undefined;
}

/** Undefined where the browser refuses. */
export async function openOnTop(size: WindowSize): Promise<Window | undefined> {
  try {
    return await pictureInPicture()?.requestWindow(size);
  } catch {
    return undefined;
  }
}
