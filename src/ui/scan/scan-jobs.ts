// The places where codes are looked for. What each gives goes the same way from there.
import { type Area, areaOfShares, cropPixels } from '../../core/qr/area.ts';
import type { RgbaImage } from '../../core/qr/pixels.ts';
import type { ScanItem } from '../../messaging/scan-requests.ts';
import { picturesInTab } from '../../platform/pictures/page-pictures.ts';
import { pixelsOfFile, type PictureFailure } from '../../platform/pictures/picture-file.ts';
import { readQrCodes } from '../../platform/pictures/qr-reader.ts';
import { captureVisibleTab, pixelsOfDataUrl } from '../../platform/pictures/tab-capture.ts';
import { visibleName } from '../../core/vault/records/account-name.ts';
import { type TextKey, text } from '../text.ts';
import type { PreviewSite } from './additions.ts';
import type { Incoming } from './incoming.ts';
import type { ScanJob, ScanOptions, ScanReading } from './scanner.ts';

const FILE_FAILURES: { readonly [Failure in PictureFailure]: TextKey } = {
  'no-picture': 'scanNoPicture',
  'picture-too-large': 'scanPictureTooLarge',
};

/** Of the picture around an image: its own quiet zone may be the page's. */
const MARGIN = 24;

/** The visible part of the tab in front; where it has no code, the pictures of the page that are out of view. */
export function tabJob(site: PreviewSite | null, tabId: number | null): ScanJob {
  let captured: Awaited<ReturnType<typeof captureVisibleTab>> | undefined;
  return {
    site,
    canLookHarder: true,
    async read(options) {
      captured ??= await captureVisibleTab();
      if (captured === 'not-capturable') return notCapturable();
      const visible = await readImage(captured, options, 'scanNothing');
      if (visible.texts.length > 0 || tabId === null) return visible;
      const texts = await textsOutOfView(tabId, options);
      return texts.length === 0 ? visible : { texts, troubles: [] };
    },
  };
}

/** What was clicked on in a page: an image, cut out of a picture of the tab, or a link. */
export function itemJob({ content, origin }: ScanItem): ScanJob {
  const site = origin === null ? null : { origin, isChosen: true };
  switch (content.kind) {
    case 'links':
      return textsJob(content.links, site);
    case 'not-capturable':
      return { ...textsJob([], site), read: async () => notCapturable() };
    case 'picture': {
      const { picture, area } = content;
      return {
        site,
        canLookHarder: true,
        read: async (options) => readImage(await partOf(picture, area), options, 'scanNothingInImage'),
      };
    }
  }
}

/** A picture that is there already, such as the part of a page that was drawn. */
export function imageJob(image: RgbaImage, site: PreviewSite | null, nothing: TextKey): ScanJob {
  return { site, canLookHarder: true, read: (options) => readImage(image, options, nothing) };
}

/** Pictures from files, one after another; one that cannot be read is named and does not stop the others. */
export function filesJob(files: readonly File[], site: PreviewSite | null): ScanJob {
  return {
    site,
    canLookHarder: true,
    async read({ onProgress, ...options }) {
      const texts: string[] = [];
      const troubles: string[] = [];
      for (const [index, file] of files.entries()) {
        options.signal.throwIfAborted();
        const onPart = (share: number) => onProgress((index + share) / files.length);
        onPart(0);
        const reading = await readFile(file, { ...options, onProgress: onPart });
        texts.push(...reading.texts);
        troubles.push(...reading.troubles);
      }
      return { texts, troubles };
    },
  };
}

export function incomingJob({ files, links }: Incoming, site: PreviewSite | null): ScanJob {
  return files.length > 0 ? filesJob(files, site) : textsJob(links, site);
}

/** Links that were pasted, dropped or clicked, and what codes held that were read elsewhere. */
export function textsJob(texts: readonly string[], site: PreviewSite | null): ScanJob {
  const troubles = texts.length === 0 ? [text('scanNoLink')] : [];
  return { site, canLookHarder: false, read: () => Promise.resolve({ texts, troubles }) };
}

async function readImage(image: RgbaImage, options: ScanOptions, nothing: TextKey): Promise<ScanReading> {
  const { signal, lookHarder, onProgress } = options;
  const { texts } = await readQrCodes(image, signal, { lookHarder, onProgress });
  return { texts, troubles: texts.length === 0 ? [text(nothing)] : [] };
}

async function readFile(file: File, options: ScanOptions): Promise<ScanReading> {
  const { signal, lookHarder, onProgress } = options;
  const name = visibleName(file.name);
  const picture = await pixelsOfFile(file);
  if (typeof picture === 'string') return { texts: [], troubles: [text(FILE_FAILURES[picture], name)] };
  const { texts } = await readQrCodes(picture.image, signal, {
    lookHarder,
    onProgress,
    isPhoto: picture.isPhoto,
  });
  return { texts, troubles: texts.length === 0 ? [text('scanNothingInPicture', name)] : [] };
}

function notCapturable(): ScanReading {
  return { texts: [], troubles: [text('scanNotCapturable')] };
}

async function partOf(picture: string, shares: Area | null): Promise<RgbaImage> {
  const image = await pixelsOfDataUrl(picture);
  if (shares === null) return image;
  const area = areaOfShares(shares, image, MARGIN);
  return area.width === 0 || area.height === 0 ? image : cropPixels(image, area);
}

async function textsOutOfView(
  tabId: number,
  { signal, lookHarder }: ScanOptions,
): Promise<readonly string[]> {
  const texts = new Set<string>();
  for (const picture of await picturesInTab(tabId)) {
    const reading = await readQrCodes(await pixelsOfDataUrl(picture), signal, { lookHarder });
    for (const found of reading.texts) texts.add(found);
  }
  return [...texts];
}
