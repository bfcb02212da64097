// One listener, three protocols. A route that is left out does not compile.
import * as v from 'valibot';
import { type ContentRequest, type ContentResponses, decodeContentRequest } from './content-protocol.ts';
import { type FailureCode, RequestFailure } from './failure.ts';
import { decodeOfferRequest, type OfferRequest, type OfferResponses } from './offer-protocol.ts';
import { type DecodedPageRequest, type PageVerb, pageRequests } from './page-requests.ts';
import type { PageResponse } from './page-responses.ts';
import { classifySender, type MessageSender, type OwnPages, type SenderKind } from './sender.ts';

export type PageHandlers = {
  readonly [Verb in PageVerb]: (request: DecodedPageRequest<Verb>) => Promise<PageResponse<Verb>>;
};

export type ContentSender = SenderKind & { readonly kind: 'content' };

export type OfferSender = SenderKind & { readonly kind: 'offer' };

export type OfferHandlers = {
  readonly [Verb in OfferRequest['verb']]: (
    request: OfferRequest & { readonly verb: Verb },
    sender: OfferSender,
  ) => Promise<OfferResponses[Verb]>;
};

/** Those in the tabs of sites. */
export interface SiteHandlers {
  readonly content: ContentHandlers;
  readonly offer: OfferHandlers;
}

export type ContentHandlers = {
  readonly [Verb in ContentRequest['verb']]: (
    request: ContentRequest & { readonly verb: Verb },
    sender: ContentSender,
  ) => Promise<ContentResponses[Verb]>;
};

export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: FailureCode };

export interface Router {
  /** The answer to a message, or undefined where it is not for us to answer (an event of our own, for instance). */
  route(message: unknown, sender: MessageSender): Promise<Reply> | undefined;
}

export function createRouter(
  own: OwnPages,
  pages: PageHandlers,
  { content, offer }: SiteHandlers,
  failureOf: (error: unknown) => FailureCode,
): Router {
  const answer = (work: Promise<unknown>): Promise<Reply> =>
    work.then(
      (value) => ({ ok: true, value }),
      (error: unknown) => ({
        ok: false,
        error: error instanceof RequestFailure ? error.code : failureOf(error),
      }),
    );
  return {
    route(message, sender) {
      const from = classifySender(sender, own);
      if (from.kind === 'page') return answer(routePage(message, pages));
      if (from.kind === 'content') return answer(routeContent(message, from, content));
      if (from.kind === 'offer') return answer(routeOffer(message, from, offer));
      return undefined;
    },
  };
}

async function routePage(message: unknown, handlers: PageHandlers): Promise<unknown> {
  const envelope = v.safeParse(envelopeSchema, message);
  if (!envelope.success || !isPageVerb(envelope.output.verb)) throw new RequestFailure('bad-request');
  return callPage(envelope.output.verb, envelope.output.request, handlers);
}

async function callPage<Verb extends PageVerb>(
  verb: Verb,
  request: unknown,
  handlers: PageHandlers,
): Promise<PageResponse<Verb>> {
  const parsed = v.safeParse(pageRequests[verb], request, { abortEarly: true });
  if (!parsed.success) throw new RequestFailure('bad-request');
  return handlers[verb](parsed.output);
}

async function routeContent(
  message: unknown,
  from: ContentSender,
  handlers: ContentHandlers,
): Promise<unknown> {
  const request = decodeContentRequest(message);
  if (request === undefined) throw new RequestFailure('bad-request');
  switch (request.verb) {
    case 'autofill/code':
      return handlers['autofill/code'](request, from);
    case 'autofill/report':
      return handlers['autofill/report'](request, from);
    case 'scan/link':
      return handlers['scan/link'](request, from);
    default:
      return routePasskeys(request, from, handlers);
  }
}

function routePasskeys(
  request: ContentRequest & { readonly verb: `passkeys/${string}` },
  from: ContentSender,
  handlers: ContentHandlers,
): Promise<unknown> {
  switch (request.verb) {
    case 'passkeys/known':
      return handlers['passkeys/known'](request, from);
    case 'passkeys/begin':
      return handlers['passkeys/begin'](request, from);
    case 'passkeys/outcome':
      return handlers['passkeys/outcome'](request, from);
    case 'passkeys/abort':
      return handlers['passkeys/abort'](request, from);
    case 'passkeys/signal':
      return handlers['passkeys/signal'](request, from);
    case 'passkeys/wait':
      return handlers['passkeys/wait'](request, from);
    case 'passkeys/stop':
      return handlers['passkeys/stop'](request, from);
    case 'passkeys/offered':
      return handlers['passkeys/offered'](request, from);
  }
}

async function routeOffer(message: unknown, from: OfferSender, handlers: OfferHandlers): Promise<unknown> {
  const request = decodeOfferRequest(message);
  switch (request?.verb) {
    case 'offer/open':
      return handlers['offer/open'](request, from);
    case 'offer/fill':
      return handlers['offer/fill'](request, from);
    case 'offer/answer':
      return handlers['offer/answer'](request, from);
    case 'offer/unlock':
      return handlers['offer/unlock'](request, from);
    case 'offer/dismiss':
      return handlers['offer/dismiss'](request, from);
    case 'offer/passkeys':
      return handlers['offer/passkeys'](request, from);
    case 'offer/passkey':
      return handlers['offer/passkey'](request, from);
    case undefined:
      throw new RequestFailure('bad-request');
  }
}

const envelopeSchema = v.object({ verb: v.string(), request: v.unknown() });

function isPageVerb(verb: string): verb is PageVerb {
  return Object.hasOwn(pageRequests, verb);
}
