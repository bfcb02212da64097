// The QR engine in a worker of the page that asks: off the page's loop, and its memory goes when the worker ends.
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { readPicture } from '../../core/qr/read-picture.ts';
import { spotCodes } from '../../core/qr/spot-codes.ts';
import { decodeQrCodes, prepareQrEngine } from './qr-engine.ts';
import type { QrReply, QrRequest } from './qr-reader.ts';
import type { SpotReply, SpotRequest } from './qr-spotter.ts';

self.addEventListener('message', ({ data }: MessageEvent<QrRequest | SpotRequest>) => {
  const answer = 'spot' in data ? spot(data) : read(data);
  answer.then(reply, () => reply({ ok: false }));
});

async function read({ image, lookHarder, isPhoto }: QrRequest): Promise<QrReply> {
  await prepareQrEngine({ url: wasmUrl });
  const onPass = (done: number, most: number) => reply({ progress: done / most });
  const reading = await readPicture(image, decodeQrCodes, { lookHarder, isPhoto: isPhoto === true, onPass });
  return { ok: true, reading };
}

async function spot({ image }: SpotRequest): Promise<SpotReply> {
  await prepareQrEngine({ url: wasmUrl });
  return { ok: true, codes: await spotCodes(image, decodeQrCodes) };
}

function reply(message: QrReply | SpotReply): void {
  self.postMessage(message);
}
