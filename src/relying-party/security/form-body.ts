import { HTTPException } from 'hono/http-exception';

const MAX_BYTES = 16 * 1024;

/**
 * The fields of a POST. Only what an HTML form sends is taken: any other content type is 415, more than 16 KiB is 413,
 * bytes that are not UTF-8 are 400.
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') throw new HTTPException(415);
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_BYTES) throw new HTTPException(413);
  return new URLSearchParams(await readText(request.body));
}

/** The length a client announces may be missing or wrong, so the bytes are counted as they come. */
async function readText(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > MAX_BYTES) break;
      text += decoder.decode(chunk, { stream: true });
    }
    text += length > MAX_BYTES ? '' : decoder.decode();
  } catch (cause) {
    throw new HTTPException(400, { cause });
  }
  if (length > MAX_BYTES) throw new HTTPException(413);
  return text;
}
