// The verbs of a passkey ceremony: from the page that asks, and from the window in which the user answers.
import type { PageVerb } from '../messaging/page-requests.ts';
import type { ContentHandlers, PageHandlers } from '../messaging/router.ts';
import type { PasskeyService } from './passkey-service.ts';

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

export function passkeyContentHandlers(
  passkeys: PasskeyService,
): Pick<ContentHandlers, Extract<keyof ContentHandlers, `passkeys/${string}`>> {
  return {
    'passkeys/begin': ({ ask }, sender) => passkeys.begin(ask, sender),
    'passkeys/outcome': ({ id }, sender) => passkeys.outcome(id, sender),
    'passkeys/abort': ({ id }, sender) => passkeys.abort(id, sender),
    'passkeys/signal': ({ signal }, sender) => passkeys.signal(signal, sender),
  };
}
