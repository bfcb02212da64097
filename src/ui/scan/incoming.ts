// What is pasted or dropped: pictures, or a link. An address of a picture is not followed: that would tell its server.
import { decodeBase64 } from '../../core/bytes/base64.ts';

/** Taken out of the event, in which it is gone a moment later. */
export interface Incoming {
  readonly files: readonly File[];
  readonly links: readonly string[];
}

/** Undefined where there is nothing that could hold an account. */
export function takeIncoming(data: DataTransfer | null): Incoming | undefined {
  if (data === null) return undefined;
  const text = data.getData('text/plain') || data.getData('text/uri-list');
  const picture = data.files.length === 0 ? pictureInDataUrl(text) : undefined;
  const files = picture === undefined ? [...data.files] : [picture];
  const links = linksIn(text);
  return files.length > 0 || links.length > 0 ? { files, links } : undefined;
}

/** Links to accounts in a text: each on a line of its own. */
export function linksIn(text: string): readonly string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => IS_LINK.test(line));
}

const IS_LINK = /^(?:otpauth|otpauth-migration|steam):\/\//i;

/** A picture that is its own address, as many sites show their codes. */
export function pictureInDataUrl(url: string): File | undefined {
  const [, type = '', encoding, body = ''] =
    /^data:(image\/[a-z+.-]+)(?:;charset=[^;,]*)?(;base64)?,(.*)$/is.exec(url.trim()) ?? [];
  if (type === '') return undefined;
  const bytes = encoding === undefined ? textBytes(body) : decodeBase64(body);
  return bytes && new File([bytes], 'picture', { type });
}

function textBytes(body: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new TextEncoder().encode(decodeURIComponent(body));
  } catch {
    return undefined;
  }
}
