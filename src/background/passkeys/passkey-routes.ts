// The verbs of a passkey ceremony: from the page that asks, and from the window in which the user answers.
import type { PageVerb } from '../../messaging/page-requests.ts';
import type { ContentHandlers, OfferHandlers, PageHandlers } from '../../messaging/router.ts';
import type { PasskeyProvider } from './passkey-provider.ts';
import type { PasskeyService } from './passkey-service.ts';
import type { PasskeyWaits } from './passkey-waits.ts';

export function passkeyPromptHandlers(
  passkeys: PasskeyService,
): Pick<PageHandlers, Extract<PageVerb, `passkey-prompt/${string}`>> {
  return {
    'passkey-prompt/view': ({ id }) => passkeys.view(id),
    'passkey-prompt/confirm': async ({ id, passkeyId, presented }) => {
      await passkeys.confirm(id, passkeyId, presented);
      return null;
    },
    'passkey-prompt/decline': async ({ id, to }) => {
      await passkeys.decline(id, to);
      return null;
    },
  };
}

export function passkeyContentHandlers({
  service: passkeys,
  waits,
}: Pick<PasskeyProvider, 'service' | 'waits'>): Pick<
  ContentHandlers,
  Extract<keyof ContentHandlers, `passkeys/${string}`>
> {
  return {
    'passkeys/known': (_request, sender) => passkeys.known(sender),
    'passkeys/begin': ({ ask }, sender) => passkeys.begin(ask, sender),
    'passkeys/outcome': ({ id }, sender) => passkeys.outcome(id, sender),
    'passkeys/abort': ({ id }, sender) => passkeys.abort(id, sender),
    'passkeys/signal': ({ signal }, sender) => passkeys.signal(signal, sender),
    'passkeys/wait': ({ ask }, sender) => waits.wait(ask, sender),
    'passkeys/stop': (_request, sender) => waits.stop(sender),
    'passkeys/offered': (_request, sender) => waits.rows(sender),
  };
}

export function passkeyOfferHandlers(
  waits: PasskeyWaits,
): Pick<OfferHandlers, Extract<keyof OfferHandlers, `offer/passkey${string}`>> {
  return {
    'offer/passkeys': (_request, sender) => waits.open(sender),
    'offer/passkey': ({ passkeyId }, { tabId, topOrigin }) => waits.pick(tabId, topOrigin, passkeyId),
  };
}
