// The QR engine in a worker of the page that asks: off the page's loop, and its memory goes when the worker ends.
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { readCodes } from '../core/qr/read-codes.ts';
import { decodeQrCodes, prepareQrEngine } from './qr-engine.ts';
import type { QrReply, QrRequest } from './qr-reader.ts';

self.addEventListener('message', (event: MessageEvent<QrRequest>) => {
  read(event.data).then(reply, () => reply({ ok: false }));
});

async function read({ image, lookHarder }: QrRequest): Promise<QrReply> {
  await prepareQrEngine({ url: wasmUrl });
  return { ok: true, reading: await readCodes(image, decodeQrCodes, { lookHarder }) };
}

function reply(message: QrReply): void {
  self.postMessage(message);
}
