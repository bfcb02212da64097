import { encodeBase64Url } from '../bytes/base64.ts';
import type { Bytes } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';

export interface ClientData {
  readonly type: 'webauthn.create' | 'webauthn.get';
  readonly challenge: Bytes;
  /** Of the frame that asks, as browsers write it. */
  readonly origin: string;
  /** True where an ancestor of that frame has another origin. */
  readonly crossOrigin: boolean;
  /** Of the whole page; only for a cross-origin frame. */
  readonly topOrigin?: string | undefined;
}

/**
 * UTF-8 of the collected client data, its members in the order that the limited verification algorithm compares byte by
 * byte (WebAuthn Level 3, sections 5.8.1.1 and 5.8.1.2).
 */
export function encodeClientData({ type, challenge, origin, crossOrigin, topOrigin }: ClientData): Bytes {
  const members = [
    `"type":${quote(type)}`,
    `"challenge":${quote(encodeBase64Url(challenge))}`,
    `"origin":${quote(origin)}`,
    `"crossOrigin":${crossOrigin}`,
    ...(crossOrigin && topOrigin !== undefined ? [`"topOrigin":${quote(topOrigin)}`] : []),
  ];
  return encodeUtf8(`{${members.join(',')}}`);
}

/** CCDToString: unlike JSON.stringify, it has no short form for any control character. */
function quote(text: string): string {
  const escaped = text.replace(/["\\]/g, String.raw`\$&`).replace(
    // oxlint-disable-next-line no-control-regex -- these are the characters that the algorithm names
    /[\u0000-\u001f]/g,
    (character) => String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}
