// Looks into the page itself: where an image is, and what its pictures show. Runs after a click (activeTab), and fetches
// nothing: what the page's own picture elements do not give away is not taken.
import { browser } from '../browser.ts';
import { inTime } from '../deadline.ts';
import { onceLetIn } from '../scripting.ts';

const DEADLINE_MS = 3_000;

/** Where the image is in the visible part of the tab, in shares of its sides, as the page says; undefined if unknown. */
export async function locateImageInTab(tabId: number, frameId: number, imageUrl: string): Promise<unknown> {
  return runInFrame(() =>
    onceLetIn(tabId, () =>
      browser.scripting.executeScript({
        target: { tabId, frameIds: [frameId] },
        func: locateImage,
        args: [imageUrl],
      }),
    ),
  );
}

/** The pictures on the page that could be codes, as data URLs, in view or not; none of those it got from elsewhere. */
export async function picturesInTab(tabId: number): Promise<readonly string[]> {
  const pictures = await runInFrame(() =>
    browser.scripting.executeScript({ target: { tabId }, func: drawPictures }),
  );
  if (!Array.isArray(pictures)) return [];
  return pictures
    .filter((picture): picture is string => typeof picture === 'string')
    .filter((picture) => picture.startsWith('data:image/png;base64,') && picture.length < MAX_LENGTH)
    .slice(0, MOST_PICTURES);
}

const MAX_LENGTH = 4_000_000;
const MOST_PICTURES = 6;

/** Undefined for a frame of another site, a page that has gone, or one that does not answer. */
async function runInFrame(run: () => Promise<readonly { readonly result?: unknown }[]>): Promise<unknown> {
  return (await inTime(run(), [], DEADLINE_MS))[0]?.result;
}

/** Runs in the page's isolated world, so it may use nothing from around it. */
async function locateImage(imageUrl: string): Promise<unknown> {
  const images = [...document.querySelectorAll<HTMLImageElement>('img, input[type=image]')].filter(
    (image) => (image.currentSrc || image.src) === imageUrl && image.getClientRects().length > 0,
  );
  // The pointer is still over the image when the menu has closed.
  const image = images.find((candidate) => candidate.matches(':hover')) ?? images[0];
  if (image === undefined) return undefined;
  image.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  // The menu has to be gone, and the scrolled page to be on the screen.
  for (let frame = 0; frame < 3; frame += 1) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
      setTimeout(resolve, 100);
    });
  }
  const { width, height, left, top } = image.getBoundingClientRect();
  const at = { left, top };
  let view: Window = window;
  for (; view !== view.parent; view = view.parent) {
    const holder = view.frameElement;
    // Somebody else's frame is around: where it is on the screen is not known.
    if (holder === null) return undefined;
    const frame = holder.getBoundingClientRect();
    at.left += frame.left + holder.clientLeft;
    at.top += frame.top + holder.clientTop;
  }
  const { innerWidth, innerHeight } = view;
  return {
    left: at.left / innerWidth,
    top: at.top / innerHeight,
    width: width / innerWidth,
    height: height / innerHeight,
  };
}

/** Runs in the page's isolated world, so it may use nothing from around it. */
async function drawPictures(): Promise<readonly string[]> {
  const [least, most, mostPictures] = [60, 800, 6];
  const isLikeACode = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width >= least && height >= least && width / height > 0.7 && width / height < 1.4;
  };
  const sourceOf = async (element: Element): Promise<CanvasImageSource> => {
    if (!(element instanceof SVGElement)) return element as HTMLImageElement | HTMLCanvasElement;
    const drawing = new Image();
    const copy = element.cloneNode(true) as SVGElement;
    copy.setAttribute('width', '600');
    copy.setAttribute('height', '600');
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    drawing.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
    await drawing.decode();
    return drawing;
  };
  const drawn: string[] = [];
  const elements = [...document.querySelectorAll('img, canvas, svg')].filter(isLikeACode);
  for (const element of elements.slice(0, mostPictures)) {
    try {
      const source = await sourceOf(element);
      const natural = source as { naturalWidth?: number; width?: number; height?: number };
      const own = natural.naturalWidth ?? natural.width ?? most;
      const { width, height } = element.getBoundingClientRect();
      const canvas = document.createElement('canvas');
      canvas.width = Math.min(most, Math.max(own, Math.round(width)));
      canvas.height = Math.max(1, Math.round((canvas.width * height) / width));
      canvas.getContext('2d')?.drawImage(source, 0, 0, canvas.width, canvas.height);
      drawn.push(canvas.toDataURL('image/png'));
    } catch {
      // From elsewhere, broken, or more than the page lets anybody draw.
    }
  }
  return drawn;
}
