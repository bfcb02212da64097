// What a page asks of the passkey provider, and where from.
import type { CreateAsk, GetAsk } from '../../../src/messaging/passkey-protocol.ts';

export const ORIGIN = 'https://login.shop.example';
export const PAGE = {
  kind: 'content',
  origin: ORIGIN,
  topOrigin: ORIGIN,
  tabId: 3,
  frameId: 0,
  documentId: 'one',
} as const;
export const CREATE: CreateAsk = {
  type: 'create',
  rpId: null,
  rpName: 'Shop',
  user: { id: 'AQID', name: 'ada@shop.example', displayName: 'Ada' },
  challenge: 'Y2hhbGxlbmdl',
  algorithms: [-7],
  exclude: [],
  verification: 'preferred',
  credProps: true,
  prf: null,
  timeoutMs: null,
};
export const GET: GetAsk = {
  type: 'get',
  rpId: null,
  challenge: 'Y2hhbGxlbmdl',
  allow: [],
  verification: 'preferred',
  prf: null,
  timeoutMs: null,
};

/** From DER to what WebCrypto reads. */
export function rawSignature(der: Uint8Array): Uint8Array<ArrayBuffer> {
  const raw = new Uint8Array(64);
  let offset = 2;
  for (const end of [32, 64]) {
    const length = der[offset + 1]!;
    const digits = der.slice(offset + 2, offset + 2 + length).filter((byte, at) => at > 0 || byte !== 0);
    raw.set(digits, end - digits.length);
    offset += 2 + length;
  }
  return raw;
}
