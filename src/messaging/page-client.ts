// The pages' side of the page protocol. Only types come from the schemas, so that no decoder is loaded in the popup.
import { type FailureCode, isFailureCode } from './failure.ts';
import type { PageRequest, PageVerb } from './page-requests.ts';
import { PAGE_EVENTS, type PageEvent, type PageResponse } from './page-responses.ts';
import type { Result } from '../core/result.ts';

/** How a page reaches the background; platform's `runtime-messages` implements it. */
export interface PageTransport {
  send(message: unknown): Promise<unknown>;
}

export type Ask = <Verb extends PageVerb>(
  verb: Verb,
  request: PageRequest<Verb>,
) => Promise<Result<PageResponse<Verb>, FailureCode>>;

/** Never rejects: a background that cannot be reached answers `internal`. */
export function createPageClient(transport: PageTransport): Ask {
  return async <Verb extends PageVerb>(verb: Verb, request: PageRequest<Verb>) => {
    try {
      const reply = await transport.send({ verb, request });
      return decodeReply<PageResponse<Verb>>(reply);
    } catch {
      return { ok: false, error: 'internal' };
    }
  };
}

export function decodePageEvent(message: unknown): PageEvent | undefined {
  const event = (message as { readonly event?: unknown } | null)?.event;
  return PAGE_EVENTS.find((known) => known === event);
}

/** The background is our own program of the same version: its value is trusted, a failure is a known code. */
function decodeReply<Value>(reply: unknown): Result<Value, FailureCode> {
  const { ok, value, error } = (reply ?? {}) as {
    readonly ok?: unknown;
    readonly value?: unknown;
    readonly error?: unknown;
  };
  if (ok === true) return { ok: true, value: value as Value };
  return { ok: false, error: isFailureCode(error) ? error : 'internal' };
}
