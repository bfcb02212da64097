import { readQrText } from '../../core/key-uri/read-qr-text.ts';
import { QrSpotter } from './qr-spotter.ts';
import { pixelsOfDataUrl } from './tab-capture.ts';

/** The codes in these pictures (data URLs) that are accounts, each once. One quick look at each; needs a document. */
export async function spotAccountTexts(pictures: readonly string[]): Promise<readonly string[]> {
  if (pictures.length === 0) return [];
  const spotter = new QrSpotter();
  const texts = new Set<string>();
  try {
    for (const picture of pictures) {
      const codes = await spotter.spot(await pixelsOfDataUrl(picture));
      for (const { text } of codes) if (readQrText(text).ok) texts.add(text);
    }
  } catch {
    // A picture that cannot be unpacked. Nobody has asked for anything yet.
  } finally {
    spotter.end();
  }
  return [...texts];
}
